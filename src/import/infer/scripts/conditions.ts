import type { AnyNode } from 'acorn';
import type { Json } from '../../../contract/json.js';
import { literalOf } from './literal.js';
import type { ReadScript } from './script.js';
import { around, type Site, within } from './syntax.js';

/** How a script writes the status of the answer. */
export const STATUS_CODE: ReadonlySet<string> = new Set(['pm.response.code', 'responseCode.code']);

/** What a script says about the status of an answer at one of its sites. */
export interface Conditions {
  /** Statuses that it is one of; empty where nothing is said. */
  readonly oneOf: readonly number[];
  readonly noneOf: readonly number[];
  /** True where the site is reached only under a condition that is not about the status. */
  readonly conditional: boolean;
}

/** By the `if`s and `case`s around a site. */
export function conditionsAt(script: ReadScript, site: Site): Conditions {
  const oneOf: number[] = [];
  const noneOf: number[] = [];
  let conditional = false;
  let inner = site.node;
  for (const above of around(site)) {
    const said = conditionOf(script, above, inner);
    inner = above.node;
    if (!said) continue;
    if (!said.statuses) conditional = true;
    else if (!said.holds) noneOf.push(...said.statuses);
    else if (oneOf.length === 0) oneOf.push(...said.statuses);
  }
  return { oneOf, noneOf, conditional };
}

interface Condition {
  /** Undefined where it is about something else. */
  readonly statuses: readonly number[] | undefined;
  readonly holds: boolean;
}

/** What holds inside of a node because of the node around it. */
function conditionOf(script: ReadScript, around: Site, inner: AnyNode): Condition | undefined {
  const { node } = around;
  if (node.type === 'SwitchCase' && node.test !== inner) {
    const choice = around.above?.node;
    const ofCode =
      choice?.type === 'SwitchStatement' && isCode(script, { node: choice.discriminant, above: around });
    const value = within(node.test, around);
    return { statuses: ofCode && value ? statusesIn(literalOf(script, value)) : undefined, holds: true };
  }
  if (node.type === 'CallExpression' && script.text(node.callee) === 'pm.test.skip') return OTHER;
  if (node.type === 'LogicalExpression' && node.operator === '&&' && node.right === inner) {
    return tested(script, { node: node.left, above: around }, true);
  }
  if ((node.type !== 'IfStatement' && node.type !== 'ConditionalExpression') || node.test === inner)
    return undefined;
  return tested(script, { node: node.test, above: around }, node.consequent === inner);
}

const OTHER: Condition = { statuses: undefined, holds: true };

function tested(script: ReadScript, test: Site, holds: boolean): Condition {
  const said = equality(script, test);
  return said ? { statuses: said.statuses, holds: said.equal === holds } : OTHER;
}

/** `code === 200`, `code !== 200`, `code === 200 || code === 201`. */
export function equality(script: ReadScript, site: Site): { statuses: number[]; equal: boolean } | undefined {
  const { node } = site;
  if (node.type === 'LogicalExpression' && node.operator === '||') {
    const left = equality(script, { node: node.left, above: site });
    const right = equality(script, { node: node.right, above: site });
    if (!left?.equal || !right?.equal) return undefined;
    return { statuses: [...left.statuses, ...right.statuses], equal: true };
  }
  if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) return undefined;
  const sides = [within(node.left, site), within(node.right, site)].filter((side) => side !== undefined);
  const value = sides.find((side) => !isCode(script, side));
  const statuses =
    sides.some((side) => isCode(script, side)) && value ? statusesIn(literalOf(script, value)) : [];
  return statuses.length > 0 ? { statuses, equal: !node.operator.startsWith('!') } : undefined;
}

export function isCode(script: ReadScript, site: Site): boolean {
  const { node } = site;
  if (node.type !== 'Identifier') return STATUS_CODE.has(script.text(node));
  const defined = script.definitions(node.name, site);
  return defined.length > 0 && defined.every((value) => STATUS_CODE.has(script.text(value.node)));
}

/** The statuses that a literal is, or lists. */
export function statusesIn(value: Json | undefined): number[] {
  const list = Array.isArray(value) ? value : [value];
  return list
    .filter((entry) => typeof entry === 'number')
    .filter((entry) => Number.isInteger(entry) && entry >= 100 && entry < 600);
}
