import { ContractError } from '../../contract/errors.js';
import { textOf } from './bytes.js';
import { download } from './download.js';
import type { SourceOptions, TextSource } from './source.js';

const UID = /^(?:\d+-)?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const API = 'https://api.getpostman.com';

/** Whether it looks as Postman names a collection: `<number of its owner>-<uuid>`, or the uuid alone. */
export function isCollectionUid(named: string): boolean {
  return UID.test(named);
}

/**
 * `GET /collections/<uid>` of the Postman API, with the key of `POSTMAN_API_KEY`. It answers
 * `{"collection": …}`, in v2.1.
 *
 * @throws ContractError SETTING_MISSING, SETTING_INVALID, SOURCE_UNREADABLE; none of them holds the key
 */
export async function readFromPostman(uid: string, options: SourceOptions): Promise<TextSource> {
  const place = `Postman collection ${uid}`;
  const key = options.env['POSTMAN_API_KEY']?.trim();
  if (!key) {
    throw new ContractError(
      'SETTING_MISSING',
      'POSTMAN_API_KEY',
      `it has no value, and ${place} is asked for`,
      'Make a key in Postman (Settings, API keys) and set it, or export the collection and name the file',
    );
  }
  if (!/^[!-~]+$/.test(key)) {
    const fact = 'it holds characters that no key has, which cannot be sent';
    throw new ContractError('SETTING_INVALID', 'POSTMAN_API_KEY', fact, 'Copy the key from Postman anew');
  }
  const url = `${options.postmanApi ?? API}/collections/${uid}`;
  const headers = { accept: 'application/json', 'x-api-key': key };
  const got = await download({ url, headers, place, redirects: 'refuse' }, options);
  if (got.status !== 200) throw refusal(place, got.status);
  return { kind: 'text', text: textOf(got.bytes, place), place };
}

function refusal(place: string, status: number): ContractError {
  const refuse = (fact: string, fix: string): ContractError =>
    new ContractError('SOURCE_UNREADABLE', place, fact, fix);
  if (status === 401) return refuse('Postman refuses the key (401)', 'Correct POSTMAN_API_KEY');
  if (status === 403) {
    return refuse('the key may not read it (403)', 'Use the key of somebody who may, or export the file');
  }
  if (status === 404) {
    return refuse('Postman has no such collection for this key (404)', 'Copy the uid from its Info pane');
  }
  if (status === 429) return refuse('Postman takes no more requests now (429)', 'Wait, and import again');
  return refuse(`Postman answered ${status}`, 'Try again later, or export the collection and name the file');
}
