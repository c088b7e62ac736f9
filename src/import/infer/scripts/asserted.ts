import type { CallExpression } from 'acorn';
import type { Json } from '../../../contract/json.js';
import type { Conditions } from './conditions.js';
import { literalOf } from './literal.js';
import type { ReadScript } from './script.js';
import { statusAt } from './status.js';
import { memberName, type Site, within } from './syntax.js';

/** A schema that a test script holds the answer to. */
export interface Asserted {
  /** Undefined where it is not written out in the script. */
  readonly schema: Json | undefined;
  /** Whether it is the whole body that is validated. */
  readonly whole: boolean;
  readonly status: Conditions;
}

/** A call that validates: the data, the schema, and the call whose place in the script counts. */
interface Validation {
  readonly data: Site | 'response' | undefined;
  readonly schema: Site | undefined;
  readonly call: Site;
}

const TV4 = new Set(['validate', 'validateResult', 'validateMultiple']);

/** The schemas that a script validates with, by `jsonSchema`, tv4 or Ajv, in the order of the script. */
export function assertedSchemas(script: ReadScript): Asserted[] {
  return script.sites
    .flatMap((site) => validationsAt(script, site))
    .filter(({ call }) => !negated(script, call))
    .map(({ data, schema, call }) => ({
      schema: schema && literalOf(script, schema),
      whole: data === 'response' || (data !== undefined && isWholeBody(script, data)),
      status: statusAt(script, call),
    }));
}

/** Schemas that a script gives a name to, for others to refer to: `tv4.addSchema(name, schema)`, `ajv.addSchema(schema, name)`. */
export function addedSchemas(script: ReadScript): Map<string, Json> {
  const added = new Map<string, Json>();
  for (const site of script.sites) {
    if (site.node.type !== 'CallExpression' || memberName(site.node.callee) !== 'addSchema') continue;
    const values = site.node.arguments.map((argument) => literalOf(script, { node: argument, above: site }));
    const name = values.find((value) => typeof value === 'string');
    const schema = values.find((value) => typeof value === 'object');
    if (name !== undefined && schema !== undefined) added.set(name, schema);
  }
  return added;
}

function validationsAt(script: ReadScript, site: Site): Validation[] {
  const { node } = site;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
  const name = memberName(node.callee) ?? '';
  const [first, second] = node.arguments.map((argument) => within(argument, site));
  if (name === 'jsonSchema') return [{ data: subjectOf(script, site, node), schema: first, call: site }];
  const holder: Site = { node: node.callee.object, above: site };
  if (TV4.has(name) && script.text(holder.node) === 'tv4')
    return [{ data: first, schema: second, call: site }];
  if (name === 'validate' && isAjv(script, holder)) return [{ data: second, schema: first, call: site }];
  if (name !== 'compile' || !isAjv(script, holder)) return [];
  return usesOf(script, site).map((call) => ({ ...call, schema: first }));
}

/** What `….to.have.jsonSchema()` is asked of: the response, or what stands in `expect(…)`. */
function subjectOf(script: ReadScript, site: Site, call: CallExpression): Validation['data'] {
  let node: Site['node'] = call.callee;
  while (node.type === 'MemberExpression') {
    if (script.text(node) === 'pm.response') return 'response';
    node = node.object;
  }
  return node.type === 'CallExpression' ? within(node.arguments[0], site) : undefined;
}

function isAjv(script: ReadScript, { node, above }: Site): boolean {
  if (node.type === 'NewExpression') return /ajv/i.test(script.text(node.callee));
  if (node.type !== 'Identifier') return false;
  const defined = script.definitions(node.name, above ?? { node, above });
  return (
    /^ajv/i.test(node.name) ||
    defined.some((value) => value.node.type === 'NewExpression' && isAjv(script, value))
  );
}

/** Where the function that `compile` made is called. */
function usesOf(script: ReadScript, compile: Site): Omit<Validation, 'schema'>[] {
  const above = compile.above;
  if (above?.node.type === 'CallExpression' && above.node.callee === compile.node) {
    return [{ data: within(above.node.arguments[0], above), call: above }];
  }
  const calls = script.sites.flatMap((site) => {
    const { node } = site;
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return [];
    const made = script.definitions(node.callee.name, site).some((value) => value.node === compile.node);
    return made ? [{ data: within(node.arguments[0], site), call: site }] : [];
  });
  return calls.length > 0 ? calls : [{ data: undefined, call: compile }];
}

function isWholeBody(script: ReadScript, site: Site, depth = 0): boolean {
  const { node } = site;
  const text = script.text(node);
  if (/^(pm\.response\.json\(\)|JSON\.parse\((responseBody|pm\.response\.text\(\))\))$/.test(text))
    return true;
  if (node.type !== 'Identifier' || depth > 10) return false;
  const defined = script.definitions(node.name, site);
  return defined.length > 0 && defined.every((value) => isWholeBody(script, value, depth + 1));
}

/** Whether the script expects that the schema does not fit. */
function negated(script: ReadScript, call: Site): boolean {
  let top = call;
  while (top.above && /Expression$|VariableDeclarat/.test(top.node.type) && !isCallback(top.above))
    top = top.above;
  const text = script.text(top.node);
  return /\.not\.|to\.be\.false|(eql?|equals?)\(false\)|===?false/.test(text);
}

function isCallback({ node }: Site): boolean {
  return node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression';
}
