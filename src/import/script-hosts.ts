import type { ObjectExpression } from 'acorn';
import { ENVIRONMENTS } from '../contract/exchange.js';
import type { EnvironmentVariables, Operation, Script } from '../contract/model.js';
import { collectionVariables } from '../contract/variables.js';
import { ReadScript } from './infer/scripts/script.js';
import { type Site, within } from './infer/scripts/syntax.js';
import { fill } from './settle/fill.js';
import type { Settled } from './settle/settle.js';
import type { ImportNote } from './taken.js';

/** References that are followed. */
const DEEPEST = 20;
const GET = /^pm\.(?:variables|environment|collectionVariables|globals)\.get$/;

/** Hosts that scripts send requests to and a run refuses, as far as their sources show them. Nothing is run. */
export function scriptHostNotes(
  { collection, hosts, settings }: Settled,
  environments: EnvironmentVariables,
  operations: readonly Operation[],
): ImportNote[] {
  const shared = collectionVariables(collection);
  const values = ENVIRONMENTS.map((name) => new Map([...shared, ...environments[name]]));
  const bases = settings.filter(({ name }) => name.endsWith('_BASE_URL')).map(({ value }) => hostIn(value));
  const known = new Set([...hosts, ...bases]);
  const scripts = new Map(operations.flatMap(({ scripts: those }) => those.filter(sends).map(keyed)));
  const notes = new Map<string, ImportNote>();
  for (const { owner, source } of scripts.values()) {
    for (const start of addressesIn(source)) {
      for (const host of values.map((own) => hostIn(fill(start, own)))) {
        if (host !== undefined && !known.has(host)) notes.set(`${owner}\n${host}`, refused(owner, host));
      }
    }
  }
  return [...notes.values()];
}

const sends = ({ source }: Script): boolean => source.includes('sendRequest');

const keyed = (script: Script): [string, Script] => [`${script.owner}\n${script.source}`, script];

function refused(place: string, host: string): ImportNote {
  return {
    fate: 'advice',
    place,
    fact: `its script sends a request to ${host}, which is not the host of the base URL, so a run refuses it`,
    fix: `Add ${host} to hosts in collections/contract.yaml where it may go there`,
  };
}

/** The starts of addresses that `pm.sendRequest` gets, variables as `{{templates}}`. */
function addressesIn(source: string): string[] {
  const script = ReadScript.of(source, undefined);
  if (!script) return [];
  return script.sites.flatMap((site) => {
    const { node } = site;
    if (node.type !== 'CallExpression' || script.text(node.callee) !== 'pm.sendRequest') return [];
    return startOf(script, within(node.arguments[0], site), 0) ?? [];
  });
}

/** What a text begins with. */
function startOf(script: ReadScript, site: Site | undefined, depth: number): string | undefined {
  if (!site || depth > DEEPEST) return undefined;
  const { node } = site;
  const inner = (part: Parameters<typeof within>[0]): string | undefined =>
    startOf(script, within(part, site), depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? node.value : undefined;
    case 'TemplateLiteral':
      return joined(
        node.quasis[0]?.value.cooked ?? '',
        node.expressions[0],
        node.quasis[1]?.value.cooked ?? '',
      );
    case 'BinaryExpression':
      return node.operator === '+' ? joined('', node.left, '', inner(node.right) ?? UNKNOWN) : undefined;
    case 'Identifier': {
      const [only, ...others] = script.definitions(node.name, site);
      return only && others.length === 0 ? startOf(script, only, depth + 1) : undefined;
    }
    case 'ObjectExpression':
      return inner(urlOf(node));
    case 'CallExpression': {
      const name = GET.test(script.text(node.callee)) ? inner(node.arguments[0]) : undefined;
      return name && `{{${name}}}`;
    }
    default:
      return undefined;
  }

  /** A part that is not known may be anything: what it would be a part of is not known either. */
  function joined(before: string, part: Parameters<typeof within>[0], after: string, behind = ''): string {
    const known = part ? (inner(part) ?? UNKNOWN) : '';
    return `${before}${known}${after}${behind}`;
  }
}

const UNKNOWN = '{{?}}';

function urlOf({ properties }: ObjectExpression): Parameters<typeof within>[0] {
  for (const property of properties) {
    if (property.type !== 'Property' || property.computed) continue;
    const { key, value } = property;
    const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? key.value : undefined;
    if (name === 'url') return value;
  }
  return undefined;
}

/** Host and port of an address; undefined where its variables have no values. */
function hostIn(address: string): string | undefined {
  const host = /^\s*(?:https?:\/\/)?(?:[^@/?#\s]*@)?([^/?#\s]+)/i.exec(address)?.[1]?.toLowerCase();
  return host === undefined || /[{}]/.test(host) ? undefined : host;
}
