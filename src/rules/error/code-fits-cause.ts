import { isSuccessful } from '../../contract/exchange.js';
import type { Cause, Contract } from '../../contract/model.js';
import type { ObservationRule } from '../rule.js';
import { against, needsCatalog } from '../support/codes.js';
import { errorOf } from '../support/error-places.js';
import { isLimited } from '../support/limited.js';

export const codeFitsCause: ObservationRule = {
  id: 'error/code-fits-cause',
  kind: 'observation',
  documented: ['D4'],
  says: 'The error_code says what was wrong with the request.',
  sends: 'nothing of its own: it looks at the refusals of the probes',
  accepts: 'a code that the catalogue gives for that cause',
  plan: (view) => needsCatalog(view) ?? causesKnown(view.contract),
  judge: ({ exchange, cause, sends }, { contract }) => {
    const { catalog } = contract;
    const { code, names } = errorOf(exchange, contract);
    if (!code || !cause || !catalog || isSuccessful(exchange.outcome) || isLimited(exchange))
      return undefined;
    const fitting = codesFor(catalog, cause);
    // A code outside the catalogue is the business of `error/catalogued`; of one without causes nothing is known.
    const causes = catalog.codes.get(code)?.causes ?? [];
    if (fitting.length === 0 || fitting.includes(code) || causes.length === 0) return { holds: true };
    return against(catalog, {
      holds: false,
      expected: `${names.code} ${fitting.join(' or ')} for ${sends}`,
      received: `${names.code} ${JSON.stringify(code)}`,
      at: names.codePlace,
      advice: 'Answer with the code that the catalogue gives for this cause.',
      cause: `${code} for ${cause}`,
    });
  },
};

/**
 * What an operation refers to may be answered as what it is about: an object that does not exist. Without a client_id
 * in it, a path is that of no endpoint, or has another segment for it. A GET has no body, which may be seen first.
 */
const AS_WELL: Readonly<Partial<Record<Cause, readonly Cause[]>>> = {
  'unknown-reference': ['unknown-resource'],
  'client-id-missing': ['client-id-incorrect', 'unknown-endpoint'],
  method: ['unknown-endpoint', 'body-malformed', 'content-type'],
};

function codesFor(catalog: NonNullable<Contract['catalog']>, cause: Cause): string[] {
  const causes = [cause, ...(AS_WELL[cause] ?? [])];
  return [...catalog.codes.values()]
    .filter((code) => causes.some((one) => code.causes.includes(one)))
    .map(({ code }) => code);
}

function causesKnown({ catalog }: Contract): { skip: string } | undefined {
  const known = [...(catalog?.codes.values() ?? [])].some(({ causes }) => causes.length > 0);
  return known ? undefined : { skip: 'the error catalogue gives no causes' };
}
