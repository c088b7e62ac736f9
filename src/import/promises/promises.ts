import type { Operation } from '../../contract/model.js';
import { type Promises, REFERENCE, REFUSALS, type Refusal } from '../../contract/promises.js';
import { coversStatus, type StatusSet } from '../../contract/statuses.js';
import type { DocumentedAnswers } from '../openapi/promised.js';
import { errorEnvelope } from './error-envelope.js';

/** What an API promises, as far as its collection and document show it, and what shows it. */
export interface ProposedPromises {
  readonly promises: Promises;
  readonly because: {
    readonly [Part in Exclude<keyof Promises, 'refusals'>]: string;
  } & { readonly refusals: (kind: Refusal) => string };
}

/** What a refusal may be answered with, whatever the API; what of it is documented, is promised. */
const PLAUSIBLE: Readonly<Record<Refusal, readonly number[]>> = {
  clientId: [400, 401, 403, 404],
  credentials: [401, 403],
  contentType: [415],
  body: [400, 422],
  parameter: [400, 422],
  method: [404, 405],
  resource: [404, 410],
  endpoint: [404],
};
/** What HTTP itself says (RFC 9110, 15.5), where nothing is documented. */
const OF_HTTP: Readonly<Partial<Record<Refusal, StatusSet>>> = {
  clientId: PLAUSIBLE.clientId,
  credentials: PLAUSIBLE.credentials,
  resource: [404],
  endpoint: PLAUSIBLE.endpoint,
};
/** Refused by what stands before an API, whatever is documented of it. */
const OF_ANY_SERVER = [404, 405, 413, 414, 415, 429, 431, 501, 503];

/** Proposes what is promised; what looks like the reference keeps to all of it. */
export function proposedPromises(
  operations: readonly Operation[],
  documented: DocumentedAnswers | undefined,
): ProposedPromises {
  const posts = operations.every(({ method }) => method === 'POST');
  const { errors, because } = errorEnvelope(operations, documented);
  const saved = new Set(operations.flatMap(({ examples }) => examples.map(({ status }) => status)));
  const all = documented ? statusesIn(documented) : undefined;
  const shown = [...(all ?? []), ...saved].filter(isError);
  if (posts && isReference(operations, errors, documented, saved))
    return asReference(errors !== undefined, [...(all ?? []), ...saved]);
  const refusals = refusalsBy(shown);
  return {
    promises: {
      methods: posts ? 'post' : undefined,
      responses: undefined,
      errors,
      statuses: all && withRefusals(union(all, [...saved]), refusals),
      refusals,
    },
    because: {
      methods: posts ? 'every request is a POST' : `requests are ${methodsOf(operations)}`,
      responses: 'what is documented as JSON is checked, and what says that it is',
      errors: because,
      statuses: all
        ? 'of the document, and what any server refuses with'
        : 'saved answers are not all that there are',
      refusals: (kind) => whyOf(kind, shown),
    },
  };
}

/** POST alone, with a client id, and errors as the reference has them, as far as they are shown. */
function isReference(
  operations: readonly Operation[],
  errors: Promises['errors'],
  documented: DocumentedAnswers | undefined,
  saved: ReadonlySet<number>,
): boolean {
  if (errors) return errors.code === 'error_code';
  const unsaid = (documented?.errors ?? 0) === 0 && ![...saved].some((status) => status >= 400);
  return unsaid && operations.some(({ templateVariables }) => templateVariables.includes('clientId'));
}

/** @param shown statuses that are documented or saved beside those of the reference */
function asReference(errorsShown: boolean, shown: StatusSet): ProposedPromises {
  const because = errorsShown ? 'POST alone, and error_code in every error' : 'POST alone, with a client id';
  return {
    promises: {
      ...REFERENCE,
      statuses: union(REFERENCE.statuses ?? [], shown),
      refusals: Object.fromEntries(
        REFUSALS.map((kind) => [
          kind,
          union(
            REFERENCE.refusals[kind] ?? [],
            PLAUSIBLE[kind].filter((status) => shown.includes(status)),
          ),
        ]),
      ),
    },
    because: {
      methods: 'every request is a POST',
      responses: because,
      errors: errorsShown ? 'in every error' : because,
      statuses: because,
      refusals: () => '',
    },
  };
}

const union = (one: StatusSet, other: StatusSet): StatusSet => [...new Set([...one, ...other])];

/** `DEFAULT` may be any error. */
function statusesIn({ statuses }: DocumentedAnswers): StatusSet {
  const set = new Set<number | string>();
  for (const status of statuses) {
    if (/^\d{3}$/.test(status)) set.add(Number(status));
    else if (status === 'DEFAULT') for (const range of ['4xx', '5xx']) set.add(range);
    else set.add(status.toLowerCase());
  }
  return [...set];
}

function refusalsBy(shown: StatusSet): Promises['refusals'] {
  if (shown.length === 0) return OF_HTTP;
  return Object.fromEntries(
    REFUSALS.flatMap((kind) => {
      const documented = PLAUSIBLE[kind].filter((status) => coversStatus(shown, status));
      // Whoever asks for a credential refuses without it.
      const kept = documented.length > 0 ? documented : ALWAYS.has(kind) ? OF_HTTP[kind] : undefined;
      // Who documents 422 documents what is wrong in a body; one that cannot be read does not get that far.
      const statuses = kind === 'body' && kept ? union([400], kept) : kept;
      return statuses ? [[kind, statuses]] : [];
    }),
  );
}

const ALWAYS = new Set<Refusal>(['clientId', 'credentials']);

function whyOf(kind: Refusal, shown: StatusSet): string {
  if (PLAUSIBLE[kind].some((status) => coversStatus(shown, status))) return 'documented or saved';
  if (shown.length > 0 && !ALWAYS.has(kind)) return 'no such status is documented or saved';
  return OF_HTTP[kind] ? 'as HTTP has it: nothing is documented' : 'nothing is documented';
}

/** A document that names no error does not say that there is none. */
function withRefusals(all: StatusSet, refusals: Promises['refusals']): StatusSet {
  if (!all.some(isError)) return [...all, '4xx', '5xx'];
  const more = [...Object.values(refusals).flat(), ...OF_ANY_SERVER].filter(
    (status) => typeof status !== 'number' || !coversStatus(all, status),
  );
  return [...new Set([...all, ...more])].sort((a, b) => String(a).localeCompare(String(b)));
}

const isError = (status: number | string): boolean => /^[45]/.test(String(status));

function methodsOf(operations: readonly Operation[]): string {
  return [...new Set(operations.map(({ method }) => method))].sort().join(', ');
}
