import { isObject, type JsonObject, own, scalarText } from '../../contract/json.js';
import { children, type Documents, type Located, placeOf } from './documents.js';
import type { Matched } from './match.js';
import { responsesOf } from './responses.js';
import type { SaidCode } from './said-code.js';

const NAME = /^x-(error-?codes?|errors|error-?catalog(ue)?)$/i;

/** Codes in extensions such as `x-error-codes`, of the document, of an endpoint or of an error response. */
export function codesInExtensions(matched: readonly Matched[], documents: Documents): SaidCode[] {
  const places: { at: Located; statuses: number[] }[] = [{ at: documents.start, statuses: [] }];
  for (const { endpoint } of matched) {
    places.push({ at: endpoint.operation, statuses: [] });
    for (const { status, response } of responsesOf(endpoint, documents).errors) {
      places.push({ at: response, statuses: [status] });
    }
  }
  const once = new Map(places.map((place) => [`${placeOf(place.at)} ${place.statuses}`, place]));
  return [...once.values()].flatMap(({ at, statuses }) =>
    children(at)
      .filter(({ key }) => NAME.test(key))
      .flatMap(({ at: listed }) => codesIn(listed, statuses)),
  );
}

/** Whether an extension of a part of the document lists codes. */
export function listsCodes(at: Located): boolean {
  return children(at).some(({ key, at: listed }) => NAME.test(key) && codesIn(listed, []).length > 0);
}

/** A list of objects that name their code, or a map from code to what it is. */
function codesIn(listed: Located, around: readonly number[]): SaidCode[] {
  return children(listed).flatMap(({ key, at }): SaidCode[] => {
    const { value } = at;
    if (!isObject(value)) return [];
    const text = (...names: string[]): string | undefined => firstText(value, names);
    const code = Array.isArray(listed.value)
      ? text('error_code', 'code')
      : (text('error_code', 'code') ?? key);
    if (code === undefined) return [];
    const told = statusesIn(value);
    const texts = [text('description', 'message', 'summary') ?? []].flat();
    return [
      {
        code,
        type: text('error_type', 'type'),
        statuses: told.length > 0 ? told : around,
        texts,
        place: placeOf(at),
      },
    ];
  });
}

function firstText(value: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const said = own(value, name);
    if (typeof said === 'string' && said.trim() !== '') return said;
  }
  return undefined;
}

function statusesIn(value: JsonObject): number[] {
  const said = ['statuses', 'status', 'http_status', 'httpStatus', 'status_code', 'statusCode'].map((key) =>
    own(value, key),
  );
  return said
    .flatMap((status) => (Array.isArray(status) ? status : [status]))
    .flatMap((status) => {
      const number = Number(scalarText(status) ?? Number.NaN);
      return Number.isInteger(number) ? [number] : [];
    });
}
