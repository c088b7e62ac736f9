import type { Exchange } from '../../contract/exchange.js';
import { isRecord, jsonOf, type Step } from '../../contract/places.js';
import type { Finding } from '../../contract/verdict.js';

/** Lines of a test that fails on the answer that the finding shows, and passes where the rule holds. */
export function testLines(name: string, finding: Finding, exchange: Exchange): string[] {
  const statuses = /^status ((?:\d{3}(?:, | or )?)+)/.exec(finding.expected)?.[1]?.match(/\d{3}/g);
  const title = JSON.stringify(`${name}: ${finding.expected}`);
  const said = JSON.stringify(`received ${finding.received} in the run`);
  if (statuses)
    return [
      `pm.test(${title}, () => pm.expect(pm.response.code, ${said}).to.be.oneOf([${statuses.join(', ')}]));`,
    ];
  const place = placeOf(finding);
  const seen = JSON.stringify(seenIn(exchange, place));
  const call = `seen(pm.response, ${JSON.stringify(place)}, ${!seen.endsWith(',"number"]')})`;
  return [
    SEEN,
    `pm.test(${title}, () => pm.expect(JSON.stringify(${call}), ${said}).to.not.equal(${JSON.stringify(seen)}));`,
  ];
}

/** The place that a finding is about, as steps; undefined where it is none of a JSON answer. */
function placeOf({ at }: Finding): readonly Step[] | null {
  if (at === undefined || !at.startsWith('$')) return null;
  return [...at.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\["([^"]+)"\]/g)].map(([, name, index, quoted]) =>
    index === undefined ? (name ?? quoted ?? '') : Number(index),
  );
}

/**
 * What of an answer may show that a sentence is broken: the status and the kind of body, and either the value at the
 * place, or the shape of the whole. Values are compared by kind and, where they are no text, as they are.
 */
function seenIn({ outcome }: Exchange, place: readonly Step[] | null): readonly unknown[] {
  if (outcome.kind === 'none') return ['no answer'];
  const json = jsonOf(outcome.body.toString('utf8'));
  const found = place ? place.reduce<unknown>(inside, json) : undefined;
  const type = outcome.headers.find(([key]) => key.toLowerCase() === 'content-type')?.[1] ?? '';
  return [outcome.status, type, place ? told(found) : shape(json)];
}

const inside = (value: unknown, step: Step): unknown =>
  Array.isArray(value) || isRecord(value)
    ? Object.entries(value).find(([key]) => key === String(step))?.[1]
    : undefined;

/** A number of which only the length is kept. */
const NUMBER = /^\(number of \d+\)$/;

/** A text may be anybody's: only that it is one is told. */
const told = (value: unknown): string =>
  typeof value === 'boolean' || typeof value === 'number' ? String(value) : kind(value);

function kind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return typeof value === 'string' && NUMBER.test(value) ? 'number' : typeof value;
}

function shape(value: unknown): unknown {
  if (Array.isArray(value)) return ['array', ...value.slice(0, 1).map(shape)];
  if (!isRecord(value)) return kind(value);
  return Object.keys(value)
    .sort()
    .map((key) => [key, shape(value[key])]);
}

/** The same in the words of Postman's sandbox. */
const SEEN = [
  'const kind = (v) => Array.isArray(v) ? "array" : v === null ? "null" : typeof v;',
  'const told = (v, exact) => typeof v === "boolean" || (exact && typeof v === "number") ? String(v) : kind(v);',
  'const shape = (v) => Array.isArray(v) ? ["array", ...v.slice(0, 1).map(shape)] : typeof v === "object" && v !== null ? Object.keys(v).sort().map((k) => [k, shape(v[k])]) : kind(v);',
  'const seen = (response, place, exact) => {',
  '  let json; try { json = response.json(); } catch (e) { json = undefined; }',
  '  const found = (place || []).reduce((v, step) => v === null || typeof v !== "object" ? undefined : Object.entries(v).find(([key]) => key === String(step))?.[1], json);',
  '  return [response.code, response.headers.get("Content-Type") || "", place ? told(found, exact) : shape(json)];',
  '};',
].join('\n');
