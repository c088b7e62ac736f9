import { endpoints } from '../../src/reference-api/endpoints/index.js';
import type { Client, Sent } from './client.js';
import { prepared } from './tour-objects.js';
import { wrongInputs } from './wrong-inputs.js';

type Input = Readonly<Record<string, unknown>>;
export type Look = (path: string, sent?: Sent) => Promise<Input>;

/** Endpoints for what shows on all of them. */
export const ANY = ['/customers/get', '/models/list', '/sources/create'];
const KINDS = [
  ['destinations', 'destination_id'],
  ['customers', 'customer_id'],
  ['sources', 'source_id'],
  ['attributes', 'attribute_id'],
] as const;
const DOWNLOAD = /^\/exports\/[^/]+\/download$/;

/** What came back is not what was expected; nothing more is asked. */
export class Different extends Error {
  override readonly name = 'Different';
}

/**
 * Asks some endpoints for everything that they can be asked for, rightly and wrongly, and tells what came back: a
 * line for each request, without what differs from start to start. Two APIs that behave alike give the same lines.
 *
 * @param touches paths of endpoints; what they need is created without a line
 * @param strangers identifiers of the other environment
 * @throws Different at the first line that is not the expected one
 */
export async function tour(
  client: Client,
  touches: readonly string[],
  strangers: Input,
  expected?: readonly string[],
): Promise<string[]> {
  const lines: string[] = [];
  const masked = masking();
  const look: Look = async (path, sent = {}) => {
    const { status, bytes, json, headers } = await client
      .send(path, { timeout: 500, ...sent })
      .catch(() => NO_ANSWER);
    const endpoint = path.replace(DOWNLOAD, '/exports/{export_id}/download');
    const text = DOWNLOAD.test(path) && status === 200 ? `${bytes.length} bytes` : bytes.toString('utf8');
    const line = masked([endpoint, status, headers, text].join(' '));
    if (touches.includes(endpoint) || endpoint === '/nothing/at-all') {
      if (expected && expected[lines.length] !== line) throw new Different(line);
      lines.push(line);
    }
    return json;
  };
  const { ids, valid } = await prepared(look);
  for (const { path, fields } of endpoints) {
    if (!touches.includes(path)) continue;
    const sent = path.replace('{export_id}', String(ids['export_id']));
    const body = valid[path] ?? ofFields(fields, ids);
    const times = /delete|revoke/.test(path) ? [] : [1, 2, 3];
    for (const _ of times) await look(sent, { body });
    for (const wrong of wrongly(client, body)) await look(sent, wrong);
    for (const input of wrongInputs(fields, body)) await look(sent, { body: input });
    for (const input of withOthers(body, strangers)) await look(sent, { body: input });
    if (path !== sent)
      for (const id of [UNKNOWN('exp'), strangers['export_id']])
        await look(path.replace('{export_id}', String(id)));
  }
  await look('/nothing/at-all');
  for (const [kind] of [...KINDS, ['models']])
    if (touches.includes(`/${kind}/list`)) await pages(look, `/${kind}/list`);
  await afterwards(look, ids, valid);
  if (touches.some((path) => path.endsWith('/delete'))) await deletions(look, ids);
  await look('/tokens/revoke', { body: ofFields({ access_token: {} }, ids) });
  return lines;
}

/** Reads and lists everything behind an update. */
async function afterwards(look: Look, ids: Input, valid: Readonly<Record<string, Input>>): Promise<void> {
  for (const [kind, idField] of KINDS) {
    const update = valid[`/${kind}/update`];
    if (update) await look(`/${kind}/update`, { body: update });
    await look(`/${kind}/get`, { body: { [idField]: ids[idField] } });
    await look(`/${kind}/list`);
  }
  await look('/exports/status', { body: { export_id: ids['export_id'] } });
}

async function deletions(look: Look, ids: Input): Promise<void> {
  for (const [kind, idField] of KINDS) {
    await look(`/${kind}/delete`, { body: { [idField]: ids[idField] } });
    await afterwards(look, ids, {});
  }
}

async function pages(look: Look, path: string): Promise<void> {
  let cursor: unknown;
  for (let page = 0; page < 4; page += 1) {
    const { next_cursor: next } = await look(path, {
      body: { limit: 1, ...(cursor !== undefined && { cursor }) },
    });
    if (typeof next !== 'string') break;
    cursor = next;
  }
  for (const value of ['billing', 'crm', 'low', 'high', 'number', 'flag'])
    for (const filter of ['type', 'risk_level', 'kind']) await look(path, { body: { [filter]: value } });
}

/** A good request with one thing wrong in each. */
function wrongly({ clientId, bearerToken, neighbour }: Client, body: Input): Sent[] {
  const half = clientId.slice(0, Math.ceil(clientId.length / 2));
  const text = JSON.stringify(body);
  const last = (secret: string): string => secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0');
  const clientIds = [
    '',
    'cid_of_nobody',
    half.padEnd(clientId.length, 'x'),
    last(clientId),
    neighbour.clientId,
  ];
  const tokens = ['Bearer ', 'Bearer of-nobody', `Bearer ${last(bearerToken)}`, `Bearer ${'0'.repeat(40)}`];
  const others = [`Basic ${bearerToken}`, bearerToken, `Bearer ${neighbour.bearerToken}`];
  const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-8'];
  const bodies = [`${text} more`, text.slice(0, -1), text.replaceAll('"', "'"), `{/* a */${text.slice(1)}`];
  const nan = text === '{}' ? '{"a":NaN}' : `${text.slice(0, -1)},"a":NaN}`;
  return [
    ...clientIds.map((id) => ({ body, clientId: id })),
    { body, withoutClientId: true },
    ...[null, ...tokens, ...others].map((authorization) => ({ body, authorization })),
    ...[null, ...types].map((contentType) => ({ body, contentType })),
    ...[...bodies, nan, `[${text}]`, '{', '', '"text"', '1', 'null'].map((wrong) => ({ body: wrong })),
    ...['PUT', 'PATCH', 'DELETE'].map((method) => ({ body, method })),
    { body: '', method: 'GET', contentType: null },
  ];
}

/** The body with each of its identifiers replaced: by an unknown one, and by one of the other environment. */
function withOthers(body: Input, strangers: Input): Input[] {
  const { attribute_ids: list } = body;
  const lists = Array.isArray(list)
    ? [UNKNOWN('att'), strangers['attribute_id']].flatMap((id) => [[id], [list[0], id]])
    : [];
  return [
    ...Object.keys(body)
      .filter((name) => name.endsWith('_id'))
      .flatMap((name) =>
        [UNKNOWN(String(body[name]).slice(0, 3)), strangers[name]].map((id) => ({ ...body, [name]: id })),
      ),
    ...lists.map((ids) => ({ ...body, attribute_ids: ids })),
  ];
}

const UNKNOWN = (prefix: string): string => `${prefix}_${'0'.repeat(20)}`;
const ofFields = (fields: object, ids: Input): Input =>
  Object.fromEntries(Object.keys(fields).flatMap((name) => (name in ids ? [[name, ids[name]]] : [])));
const NO_ANSWER = { status: 'none', headers: '', bytes: Buffer.alloc(0), json: {} };

/** Hides what differs from start to start; identifiers and secrets are numbered as they come. */
function masking(): (line: string) => string {
  const seen = new Map<string, string>();
  const numbered = (found: string): string => {
    const number = seen.get(found) ?? `${found.slice(0, 3)}#${seen.size}`;
    seen.set(found, number);
    return number;
  };
  return (line) =>
    line
      .replace(/req_[0-9a-f]{20}/g, 'req')
      .replace(/(cus|att|src|dst|mdl|exp)_(?!0{20})[0-9a-f]{20}/g, numbered)
      .replace(/(?!0{40})[0-9a-f]{64}/g, 'digest')
      .replace(/(?!0{40})[0-9a-f]{40}/g, numbered)
      .replace(/YWZ0ZXI6[\w-]+/g, numbered)
      .replace(/[\w.-]+@example\.com/g, 'email')
      .replace(/2\d{3}-\d\d-\d\dT[\d:.]+Z/g, 'time')
      .replace(/cid_(sandbox|production)_[0-9a-f]+/g, 'cid');
}
