import { bearerOf, type WireRequest } from '../../contract/exchange.js';
import type { Probe, ProbeFacts, Skip, View } from '../rule.js';
import { notProbed, probesOf } from './carried.js';
import { carries } from './changes.js';
import { type Credential, credentialsOf } from './credentials.js';
import { withoutHeader } from './request-parts.js';

/** One change of each credential that a request carries. */
export interface CredentialChange extends Omit<Probe, 'change' | 'expects' | 'at'> {
  change(request: WireRequest, credential: Credential, facts: ProbeFacts): WireRequest | undefined;
}

/**
 * Probes of every credential but Bearer token and client id, one at a time.
 *
 * @param absent whether the credential is left out or empty, which does no harm where it is optional
 */
export function credentialProbes(
  view: View,
  absent: boolean,
  changes: (credential: Credential) => readonly CredentialChange[],
): readonly Probe[] | Skip {
  const credentials = credentialsOf(view);
  if (credentials.length === 0)
    return carriesOther(view) ? { skip: NONE, silent: true } : (notProbed(view) ?? { skip: NONE });
  const spared = notAsked(view, absent);
  if (spared) return spared;
  const alone = onlyOneNeeded(view);
  const probes = credentials.flatMap((credential) =>
    changes(credential).map(
      (made): Probe => ({
        ...made,
        variation: [credential.name, made.variation].filter((part) => part !== undefined).join(', '),
        expects: 'refusal',
        at: credential.at,
        change: (request, facts) => {
          if (credential.of(request) === undefined) return undefined;
          const others = credentials.filter((one) => one !== credential);
          const bare = alone ? withoutBearer(without(request, others)) : request;
          return made.change(bare, credential, facts);
        },
      }),
    ),
  );
  return probesOf(view, probes);
}

const NONE = 'the request carries no credential that is known';

/** Rules of their own look at client id and Bearer token. */
const carriesOther = ({ sample }: View): boolean =>
  bearerOf(sample.request) !== undefined || carries(sample.request, sample.mark('clientId'));

/** Probes of the Bearer token, for a request that carries one. @param absent as above */
export function bearerProbes(view: View, probes: readonly Probe[], absent = false): readonly Probe[] | Skip {
  if (bearerOf(view.sample.request) === undefined)
    return notProbed(view) ?? { skip: 'the request carries no Bearer token' };
  const spared = notAsked(view, absent);
  if (spared) return spared;
  if (!onlyOneNeeded(view)) return probesOf(view, probes);
  const others = credentialsOf(view);
  return probesOf(
    view,
    probes.map((probe) => ({
      ...probe,
      change: (request, facts) => {
        const changed = probe.change(request, facts);
        return changed && without(changed, others);
      },
    })),
  );
}

const said = ({ contract, operation }: View) => contract.config.operations[operation.name]?.credentials;
const onlyOneNeeded = (view: View): boolean => said(view) === 'any';

/** Why a credential that is missing, or wrong, is not to be refused. */
function notAsked(view: View, absent: boolean): Skip | undefined {
  const credentials = said(view);
  if (credentials === 'none' || (credentials === 'optional' && absent))
    return { skip: `it does without a credential (credentials: ${credentials} in contract.yaml)` };
  return undefined;
}

const without = (request: WireRequest, credentials: readonly Credential[]): WireRequest =>
  credentials.reduce((left, credential) => credential.with(left, undefined), request);

const withoutBearer = (request: WireRequest): WireRequest =>
  bearerOf(request) === undefined ? request : withoutHeader(request, 'authorization');
