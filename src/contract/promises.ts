import { isObject, type Json, type JsonObject, own, scalarText } from './json.js';
import { isRecord } from './places.js';
import { DOCUMENTED_STATUSES, type StatusSet } from './statuses.js';

/** What a request is refused for, as far as documentations tell it apart by status. */
export const REFUSALS = [
  'clientId',
  'credentials',
  'contentType',
  'body',
  'parameter',
  'method',
  'resource',
  'endpoint',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Where an error's body says what it is, as dotted places: `error_code`, `error.code`, `errors[].code`. */
export interface ErrorPlaces {
  readonly code: string;
  readonly type?: string;
  /** Codes are numbers. */
  readonly numbers?: true;
}

/** What the documentation of this API promises. Undefined: it says nothing of it, and nothing is held against that. */
export interface Promises {
  /** `post`: every request is a POST (`D2`). */
  readonly methods: 'post' | undefined;
  /** `json`: every answer is JSON, but for documented binary ones (`D3`). */
  readonly responses: 'json' | undefined;
  /** Where errors say what they are (`D4`). */
  readonly errors: ErrorPlaces | undefined;
  /** Every status that there is (`D10`), beside those that a response schema is bound to. */
  readonly statuses: StatusSet | undefined;
  /** What a request is answered that is refused (`D1`, `D10`). */
  readonly refusals: Readonly<Partial<Record<Refusal, StatusSet>>>;
}

/** The promises of the reference documentation, which hold where `contract.yaml` says nothing else. */
export const REFERENCE: Promises = {
  methods: 'post',
  responses: 'json',
  errors: { code: 'error_code', type: 'error_type' },
  statuses: DOCUMENTED_STATUSES,
  refusals: {
    clientId: [400, 401, 403, 404],
    credentials: [401, 403],
    contentType: [400],
    body: [400],
    parameter: [400],
    method: [400, 401, 403, 404],
    resource: [404],
    endpoint: [404],
  },
};

/** The word that says that something is not promised. */
export const NOT_PROMISED = 'none';

/** Reads `promises` of a `contract.yaml` that fits its schema; what it does not name is as in the reference. */
export function promisesOf(said: Json | undefined): Promises {
  if (!isObject(said)) return REFERENCE;
  const refusals = own(said, 'refusals');
  return {
    methods: own(said, 'methods') === NOT_PROMISED ? undefined : 'post',
    responses: own(said, 'responses') === NOT_PROMISED ? undefined : 'json',
    errors: errorsOf(own(said, 'errors')),
    statuses: statusesOf(own(said, 'statuses'), REFERENCE.statuses),
    refusals: refusals === NOT_PROMISED ? {} : refusalsOf(isObject(refusals) ? refusals : {}),
  };
}

const refusalsOf = (said: JsonObject): Promises['refusals'] =>
  Object.fromEntries(
    REFUSALS.flatMap((kind) => {
      const statuses = statusesOf(own(said, kind), REFERENCE.refusals[kind]);
      return statuses ? [[kind, statuses]] : [];
    }),
  );

function errorsOf(said: Json | undefined): ErrorPlaces | undefined {
  if (said === NOT_PROMISED) return undefined;
  if (!isObject(said)) return REFERENCE.errors;
  const type = scalarText(own(said, 'type'));
  return {
    code: scalarText(own(said, 'code')) ?? '',
    ...(type !== undefined && { type }),
    ...(own(said, 'numbers') === true && { numbers: true }),
  };
}

/** @param unsaid what holds where nothing is said */
function statusesOf(said: Json | undefined, unsaid: StatusSet | undefined): StatusSet | undefined {
  if (said === NOT_PROMISED) return undefined;
  if (!Array.isArray(said)) return unsaid;
  return said.flatMap((one): StatusSet => {
    if (typeof one === 'number') return [one];
    return typeof one === 'string' ? [one.toLowerCase()] : [];
  });
}

/** The last name of a dotted place: `code` of `errors[].code`. */
export const placeName = (place: string): string => place.split('.').at(-1)?.replace('[]', '') ?? place;

/** The value at a dotted place of an error; of a list (`errors[].code`), the first item's. */
export function valueIn(json: unknown, place: string): unknown {
  return place.split('.').reduce<unknown>((value, step) => {
    const key = step.replace(/\[\]$/, '');
    const part = isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    return key === step ? part : Array.isArray(part) ? part[0] : undefined;
  }, json);
}
