import type { ObjectExpression, Property, SpreadElement } from 'acorn';
import { isObject, type Json, own, parseJson } from '../../../contract/json.js';
import type { ReadScript } from './script.js';
import { memberName, type Site, within } from './syntax.js';

/** References and nested values that are followed; a literal that refers to itself ends here. */
const DEEPEST = 100;

/** The value of an expression that is written out, `const`s that it names included; undefined for any other. */
export function literalOf(script: ReadScript, site: Site, depth = 0): Json | undefined {
  const { node } = site;
  if (depth > DEEPEST) return undefined;
  const inner = (part: Parameters<typeof within>[0]): Json | undefined => {
    const at = within(part, site);
    return at && literalOf(script, at, depth + 1);
  };
  switch (node.type) {
    case 'Literal':
      return plainValue(node.value);
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? undefined) : undefined;
    case 'UnaryExpression': {
      const value = inner(node.argument);
      return node.operator === '-' && typeof value === 'number' ? -value : undefined;
    }
    case 'ArrayExpression':
      return everyOf(
        node.elements.map((element) => (element?.type === 'SpreadElement' ? undefined : inner(element))),
      );
    case 'ObjectExpression':
      return objectOf(node, inner);
    case 'ParenthesizedExpression':
      return inner(node.expression);
    case 'Identifier': {
      const [only, ...others] = script.definitions(node.name, site);
      return only && others.length === 0 ? literalOf(script, only, depth + 1) : undefined;
    }
    case 'MemberExpression': {
      const holder = inner(node.object);
      const name = memberName(node);
      return isObject(holder) && name !== undefined ? own(holder, name) : undefined;
    }
    case 'CallExpression':
      return script.text(node.callee) === 'JSON.parse' ? parsedText(inner(node.arguments[0])) : undefined;
    default:
      return undefined;
  }
}

type Inner = (part: Parameters<typeof within>[0]) => Json | undefined;

function objectOf({ properties }: ObjectExpression, inner: Inner): Json | undefined {
  const members = properties.map((property) => membersOf(property, inner));
  const all = members.filter((entries) => entries !== undefined);
  return all.length < members.length ? undefined : Object.fromEntries(all.flat());
}

function membersOf(property: Property | SpreadElement, inner: Inner): [string, Json][] | undefined {
  if (property.type === 'SpreadElement') {
    const spread = inner(property.argument);
    return isObject(spread) ? Object.entries(spread) : undefined;
  }
  const { key, computed } = property;
  const name = !computed && key.type === 'Identifier' ? key.name : inner(key);
  const value = property.kind === 'init' && !property.method ? inner(property.value) : undefined;
  if (value === undefined || (typeof name !== 'string' && typeof name !== 'number')) return undefined;
  // Written without brackets it is no member: it sets the prototype.
  return name === '__proto__' && !computed ? [] : [[String(name), value]];
}

function everyOf(values: readonly (Json | undefined)[]): Json[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? undefined : known;
}

function plainValue(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function parsedText(text: Json | undefined): Json | undefined {
  try {
    return typeof text === 'string' ? parseJson(text) : undefined;
  } catch {
    return undefined;
  }
}
