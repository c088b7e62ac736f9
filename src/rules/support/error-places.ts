import type { Exchange } from '../../contract/exchange.js';
import type { Contract } from '../../contract/model.js';
import { isRecord } from '../../contract/places.js';
import { type ErrorPlaces, placeName, REFERENCE, valueIn } from '../../contract/promises.js';
import { read } from './reading.js';

/** What reports call the code and the type of an error, and where they stand: `error_code`, `$.error_code`. */
export interface ErrorNames {
  readonly code: string;
  readonly codePlace: string;
  readonly type: string;
  readonly typePlace: string;
}

export function namesOf({ code, type = '' }: ErrorPlaces): ErrorNames {
  return { code: placeName(code), codePlace: `$.${code}`, type: placeName(type), typePlace: `$.${type}` };
}

/** What stands in the place of the code; null says that there is none. */
export const codeIn = (json: unknown, { code }: ErrorPlaces): unknown => valueIn(json, code) ?? undefined;

export interface ErrorSaid {
  readonly code?: string;
  readonly type?: string;
  readonly names: ErrorNames;
}

/** The code and the type that an answer gives itself, where the documentation of this API says they stand. */
export function errorOf(exchange: Exchange, { config }: Pick<Contract, 'config'>): ErrorSaid {
  return errorIn(read(exchange)?.json, config.promises.errors);
}

export function errorIn(json: unknown, errors: ErrorPlaces | undefined): ErrorSaid {
  const names = namesOf(errors ?? REFERENCE.errors ?? { code: '' });
  if (!errors || json === undefined) return { names };
  const [code, type] = [errors.code, errors.type].map((place) => {
    const value = place === undefined ? undefined : valueIn(json, place);
    return isCode(value, errors) ? String(value) : undefined;
  });
  return { ...(code !== undefined && { code }), ...(type !== undefined && { type }), names };
}

const isCode = (value: unknown, { numbers }: ErrorPlaces): boolean =>
  typeof value === 'string' || (numbers === true && typeof value === 'number');

/** What an error body lacks of the documented envelope (`D4`), e.g. `no error_code`; undefined where it is whole. */
export function envelopeFlaw(json: unknown, errors: ErrorPlaces): string | undefined {
  if (json === undefined) return 'a body that is no JSON';
  if (!isRecord(json)) return 'JSON that is no object';
  const places = [errors.code, ...(errors.type === undefined ? [] : [errors.type])];
  return places
    .map((place) => flaw(valueIn(json, place), placeName(place), errors))
    .find((text) => text !== undefined);
}

function flaw(value: unknown, name: string, errors: ErrorPlaces): string | undefined {
  if (value === undefined) return `no ${name}`;
  if (!isCode(value, errors)) return `${name} that is no ${errors.numbers ? 'string or number' : 'string'}`;
  return String(value).trim() === '' ? `${name} that is empty` : undefined;
}
