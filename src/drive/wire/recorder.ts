import { readingOf } from '../../contract/body.js';
import type { EnvironmentName, Exchange, Outcome, WireRequest } from '../../contract/exchange.js';
import { gatewayOf } from '../../contract/gateway-pages.js';
import { graphqlSays } from '../../contract/graphql/answer.js';
import { isGraphql } from '../../contract/graphql/request.js';
import type { Secrets } from '../../masking/secrets.js';
import type { Departure } from '../guard/departure.js';
import { beginning, keptOf } from './broken-body.js';
import type { WireClient } from './client.js';
import { type Hold, Holds } from './holds.js';
import { Pace } from './pace.js';
import { type Retried, sendWithRetries } from './retry.js';

/** Says why a request may not leave. */
export interface Gate {
  refusal(request: WireRequest, departure: Departure): string | undefined;
}

export interface RecorderOptions {
  readonly retries: number;
  readonly signal?: AbortSignal;
  /** Ids are shared by the environments of a run. */
  readonly nextId: () => number;
  /** Takes every exchange, redacted, before anything else sees it. */
  readonly recorded?: ((exchange: Exchange) => Promise<void>) | undefined;
}

interface Recorded {
  readonly raw: Outcome;
  readonly exchange: Exchange;
}

/** What is to be known of a request beside itself. */
export interface Sending {
  readonly variables?: Exchange['variables'];
  /** Whether it is valid, and changes data. */
  readonly changes?: boolean;
}

const NO_PACE = new Pace();
/** What is told of a request that belongs to no operation. */
const NO_OPERATION = '(the environment)';

/** Sends the requests of one environment and records what happened; the one way out, and secrets end here. */
export class Recorder {
  /** Requests put on the wire, repeated ones too. */
  requests = 0;
  /** How many attempts were made again, by what came of the attempt before. */
  readonly repeats = new Map<string, number>();

  constructor(
    readonly environment: EnvironmentName,
    readonly gate: Gate,
    readonly client: WireClient,
    readonly pace: Pace,
    readonly holds: Holds,
    readonly secrets: Secrets,
    readonly options: RecorderOptions,
  ) {}

  /**
   * @returns `raw`, what the drive needs to go on (ids, tokens), and `exchange`, what everything else may see
   */
  exchange(request: WireRequest, departure: Departure, more: Sending = {}): Promise<Recorded> {
    const hold = this.holds.of(endpointOf(request, departure));
    return this.#send(request, departure, this.pace, hold, this.options.retries, more);
  }

  /** Sends past the pace and without retries, for what is to meet the rate limit: it slows nothing else down. */
  hasty(request: WireRequest, departure: Departure): Promise<Recorded> {
    return this.#send(request, departure, NO_PACE, new Holds().of(''), 0);
  }

  async #send(
    request: WireRequest,
    departure: Departure,
    pace: Pace,
    hold: Hold,
    retries: number,
    { variables, changes = false }: Sending = {},
  ): Promise<Recorded> {
    const { signal } = this.options;
    const refusal = this.gate.refusal(request, departure);
    const send = () => {
      this.requests += 1;
      return this.client.send(request, signal);
    };
    const {
      outcome: received,
      startedAt,
      duration,
      retried,
    } = refusal === undefined
      ? await sendWithRetries(send, pace, hold, { ...this.options, retries, changes })
      : refused(refusal);
    const outcome = beginning(withMeaning(received, departure));
    if (refusal === undefined && outcome.kind === 'none' && outcome.reason === 'guard') this.requests -= 1;
    const issued = this.secrets.learn(request, outcome);
    const redacted = this.secrets.redact({
      id: this.options.nextId(),
      environment: this.environment,
      operation: departure.operation?.name ?? NO_OPERATION,
      request,
      outcome,
      startedAt,
      duration,
      retried,
      ...(variables && { variables }),
      ...(issued.length > 0 && { issued }),
    });
    for (const { detail } of redacted.retried) this.repeats.set(detail, (this.repeats.get(detail) ?? 0) + 1);
    const exchange = keptOf(redacted);
    await this.options.recorded?.(exchange);
    return { raw: outcome, exchange };
  }
}

/** What a limit is of: an operation; of what scripts send, the address. */
function endpointOf({ method, origin, target }: WireRequest, { by, operation }: Departure): string {
  return by !== 'script' && operation ? operation.name : `${method} ${origin}${target.split('?', 1)[0]}`;
}

/** What an answer says beside its status: of GraphQL, that alone does not tell what it is; a gateway may have written it. */
function withMeaning(outcome: Outcome, { by, operation }: Departure): Outcome {
  if (outcome.kind === 'none') return outcome;
  const gateway = gatewayOf(outcome);
  if (gateway !== undefined) return { ...outcome, gateway };
  if (by === 'script' || !operation || !isGraphql(operation)) return outcome;
  const graphql = graphqlSays(readingOf(outcome.body).json);
  return graphql ? { ...outcome, graphql } : outcome;
}

function refused(detail: string): Retried {
  const outcome = { kind: 'none', reason: 'guard', detail } as const;
  return { outcome, startedAt: Date.now(), duration: 0, retried: [] };
}
