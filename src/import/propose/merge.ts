import { type Document, isMap, isScalar, isSeq, type Pair, YAMLMap } from 'yaml';
import { ContractError } from '../../contract/errors.js';
import { isObject, type Json, own } from '../../contract/json.js';
import { REFERENCE } from '../../contract/promises.js';
import { yamlOf } from '../../contract/yaml-places.js';
import { promisesText } from '../promises/promises-text.js';
import type { ImportNote } from '../taken.js';
import { type Proposal, type ProposedOperation, proposalText } from './proposal.js';

const PLACE = 'collections/contract.yaml';

export interface Merged {
  readonly text: string;
  readonly notes: readonly ImportNote[];
}

/**
 * Takes up in an existing `contract.yaml` what is new in a proposal. What a person wrote stays, in value, order and
 * comment; entries of operations that are gone become comments, since no operation has them; without anything
 * new or gone not a byte changes.
 *
 * @throws ContractError CONFIG_INVALID where the existing text is no YAML, or no mapping
 */
export async function mergedProposal(existing: string, proposal: Proposal): Promise<Merged> {
  const { document, json } = await yamlOf(existing, PLACE);
  // Nothing, or comments alone.
  if (json === null) return { text: existing + proposalText(proposal), notes: [] };
  if (!isObject(json)) {
    throw new ContractError(
      'CONFIG_INVALID',
      PLACE,
      'it holds no mapping',
      'Write it as key: value, or delete it',
    );
  }
  const names = new Set(proposal.operations.map(({ name }) => name));
  const known = namesIn(own(json, 'operations'));
  const added = proposal.operations.filter(({ name }) => !known.has(name));
  const gone = [...known].filter((name) => !names.has(name));
  const listed = own(json, 'hosts');
  const takesHosts = proposal.hosts.length > 0 && (listed === undefined || listed === null);
  const kept = own(json, 'secrets');
  const unset = missing(own(json, 'unset'), proposal.unset).filter((name) => !has(kept, name));
  const secrets = [...proposal.secrets].filter(([name]) => !has(kept, name));
  const notes = [
    ...added.map(newNote),
    ...gone.map(goneNote),
    ...(own(json, 'promises') === undefined ? otherPromises(proposal.promises) : []),
    ...proposal.hosts
      .filter((host) => !takesHosts && !(Array.isArray(listed) && listed.includes(host)))
      .map(hostNote),
  ];
  if (added.length + gone.length + unset.length + secrets.length === 0 && !takesHosts)
    return { text: existing, notes };
  const map = mapAt(document, 'operations');
  commentOut(document, map, new Set(gone));
  for (const operation of added) addOperation(document, map, operation);
  if (takesHosts) document.set('hosts', document.createNode([...proposal.hosts]));
  addUnset(document, unset);
  const there = secrets.length === 0 ? undefined : mapAt(document, 'secrets');
  for (const [name, need] of secrets) there?.items.push(document.createPair(name, need));
  return { text: document.toString({ lineWidth: 0 }), notes };
}

function missing(listed: Json | undefined, wanted: readonly string[]): string[] {
  return wanted.filter((name) => !(Array.isArray(listed) && listed.includes(name)));
}

const has = (map: Json | undefined, name: string): boolean => isObject(map) && Object.hasOwn(map, name);

function addUnset(document: Document, names: readonly string[]): void {
  if (names.length === 0) return;
  const there = document.get('unset', true);
  if (!isSeq(there)) document.set('unset', document.createNode([...names]));
  else for (const name of names) there.add(document.createNode(name));
}

/** Adds an operation's entry at the end of a map, on one line; the map has none of that name. */
function addOperation(document: Document, map: YAMLMap, operation: ProposedOperation): void {
  const { name, changes, unique, credentials } = operation;
  const entry = { changes, ...(credentials && { credentials }), ...(unique.length > 0 && { unique }) };
  // Not by `add`, which looks through the whole map each time.
  map.items.push(document.createPair(name, document.createNode(entry, { flow: true })));
}

function namesIn(operations: Json | undefined): Set<string> {
  return new Set(isObject(operations) ? Object.keys(operations) : []);
}

function mapAt(document: Document, key: string): YAMLMap {
  const map = document.get(key, true);
  if (isMap(map)) {
    // `operations: {}` is to hold one operation a line.
    if (map.items.length === 0) map.flow = false;
    return map;
  }
  const made = new YAMLMap();
  document.set(key, made);
  return made;
}

/** Entries of operations that the collection lacks would be refused; what they said is kept as a comment. */
function commentOut(document: Document, map: YAMLMap, gone: ReadonlySet<string>): void {
  const [out, kept] = [map.items.filter(isGone), map.items.filter((pair) => !isGone(pair))];
  if (out.length === 0) return;
  map.items = kept;
  const lines = out.map(
    (pair) => ` gone: ${JSON.stringify(keyOf(pair))}: ${JSON.stringify(valueOfPair(document, pair))}`,
  );
  document.comment = [...(document.comment ? [document.comment] : []), ...lines].join('\n');

  function isGone(pair: Pair): boolean {
    return gone.has(keyOf(pair));
  }
}

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

function valueOfPair(document: Document, { value }: Pair): unknown {
  return typeof value === 'object' && value !== null && 'toJS' in value && typeof value.toJS === 'function'
    ? value.toJS(document)
    : value;
}

function newNote({ name, changes }: ProposedOperation): ImportNote {
  return {
    fate: 'advice',
    place: name,
    fact: `a new operation, proposed as ${changes ? 'changing data' : 'changing nothing'}`,
    fix: `Correct it in ${PLACE} where that is wrong`,
  };
}

function goneNote(name: string): ImportNote {
  return {
    fate: 'changed',
    place: name,
    fact: `the collection has no such operation any more; its entry in ${PLACE} became a comment at the end`,
    fix: 'Where it was only renamed, move what was said to the new name',
  };
}

/** What holds where nothing is written, and is not what collection and document show. */
function otherPromises(proposed: Proposal['promises']): ImportNote[] {
  if (!proposed) return [];
  const keys = ['methods', 'responses', 'errors', 'statuses', 'refusals'] as const;
  const others = keys.filter(
    (key) => JSON.stringify(proposed.promises[key]) !== JSON.stringify(REFERENCE[key]),
  );
  if (others.length === 0) return [];
  return [
    {
      fate: 'advice',
      place: PLACE,
      fact: `it has no \`promises\`, so those of the reference hold, and this API shows others (${others.join(', ')})`,
      fix: `Add them: ${promisesText(proposed)
        .split('\n')
        .filter((line) => !line.startsWith('#'))
        .join('\n')
        .trim()}`,
    },
  ];
}

function hostNote(host: string): ImportNote {
  return {
    fate: 'advice',
    place: PLACE,
    fact: `requests go to ${host}, which is not among the hosts`,
    fix: 'Add it to hosts where they may go there',
  };
}
