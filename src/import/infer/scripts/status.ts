import type { AnyNode } from 'acorn';
import type { Json } from '../../../contract/json.js';
import { type Conditions, conditionsAt, equality, isCode, STATUS_CODE, statusesIn } from './conditions.js';
import { literalOf } from './literal.js';
import type { ReadScript } from './script.js';
import { around, memberName, type Site, within } from './syntax.js';

const EQUAL = new Set(['equal', 'equals', 'eql', 'eq']);

/** By the `if`s and `case`s around a site; else by what the same `pm.test` expects, else by what the script expects. */
export function statusAt(script: ReadScript, site: Site): Conditions {
  const around = conditionsAt(script, site);
  if (around.oneOf.length > 0 || around.conditional) return around;
  const test = testAround(script, site);
  const all = expectations(script).filter((expected) => !around.noneOf.includes(expected.status));
  const same = all.filter((expected) => test && expected.test === test);
  const always = all.filter((expected) => !expected.under);
  const oneOf = (same.length > 0 ? same : always).map(({ status }) => status);
  return { ...around, oneOf: [...new Set(oneOf)] };
}

interface Expected {
  readonly status: number;
  /** The `pm.test` call that it stands in. */
  readonly test: AnyNode | undefined;
  /** True where it is expected under a condition only. */
  readonly under: boolean;
}

const known = new WeakMap<ReadScript, readonly Expected[]>();

function expectations(script: ReadScript): readonly Expected[] {
  const found =
    known.get(script) ??
    script.sites.flatMap((site) => {
      const statuses = expectedAt(script, site);
      if (statuses.length === 0) return [];
      const { oneOf, noneOf, conditional } = conditionsAt(script, site);
      const under = conditional || oneOf.length + noneOf.length > 0;
      return statuses.map((status) => ({ status, test: testAround(script, site), under }));
    });
  known.set(script, found);
  return found;
}

function expectedAt(script: ReadScript, site: Site): number[] {
  const { node } = site;
  if (node.type === 'BinaryExpression') return isAsked(site) ? (equality(script, site)?.statuses ?? []) : [];
  if (node.type === 'MemberExpression') return script.text(node) === 'pm.response.to.be.ok' ? [200] : [];
  if (node.type !== 'CallExpression') return [];
  const name = memberName(node.callee);
  const subject = script.text(node.callee);
  const argument = within(node.arguments[0], site);
  if (!argument || name === undefined || subject.includes('.not.')) return [];
  if (name === 'status') return statusesIn(literalOf(script, argument));
  if (name === 'include' && isCode(script, argument)) {
    return statusesIn(listIn(script, site));
  }
  const ofCode = [...STATUS_CODE].some((code) => subject.includes(`expect(${code})`));
  if (ofCode && (EQUAL.has(name) || name === 'oneOf')) return statusesIn(literalOf(script, argument));
  return [];
}

/** The list of `pm.expect([200, 201]).to.include(…)`. */
function listIn(script: ReadScript, site: Site): Json | undefined {
  let { node } = site;
  while (node.type === 'CallExpression' || node.type === 'MemberExpression') {
    if (node.type === 'CallExpression' && /(^|\.)expect$/.test(script.text(node.callee))) {
      const list = within(node.arguments[0], site);
      return list && literalOf(script, list);
    }
    node = node.type === 'CallExpression' ? node.callee : node.object;
  }
  return undefined;
}

/** Whether a comparison is what a test asks for, and no condition of something else. */
function isAsked(site: Site): boolean {
  if (site.node.type === 'BinaryExpression' && site.node.operator.startsWith('!')) return false;
  const above = site.above?.node;
  const condition = above?.type === 'IfStatement' || above?.type === 'ConditionalExpression';
  return !condition && above?.type !== 'LogicalExpression' && above?.type !== 'UnaryExpression';
}

function testAround(script: ReadScript, site: Site): AnyNode | undefined {
  for (const { node } of around(site)) {
    if (node.type === 'CallExpression' && script.text(node.callee) === 'pm.test') return node;
  }
  return undefined;
}
