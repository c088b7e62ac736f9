import type { EnvironmentName, Exchange, Outcome, WireRequest } from '../../contract/exchange.js';
import type { Secrets } from '../../masking/secrets.js';
import { beginning, keptOf } from './broken-body.js';
import type { WireClient } from './client.js';
import { Pace } from './pace.js';
import { sendWithRetries } from './retry.js';

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

/** Sends the requests of one environment and records what happened; secrets end here. */
export class Recorder {
  /** Requests put on the wire, repeated ones too. */
  requests = 0;

  constructor(
    readonly environment: EnvironmentName,
    readonly client: WireClient,
    readonly pace: Pace,
    readonly secrets: Secrets,
    readonly options: RecorderOptions,
  ) {}

  /**
   * @returns `raw`, what the drive needs to go on (ids, tokens), and `exchange`, what everything else may see
   */
  exchange(operation: string, request: WireRequest, more: Sending = {}): Promise<Recorded> {
    return this.#send(operation, request, this.pace, this.options.retries, more);
  }

  /** Sends past the pace and without retries, for what is to meet the rate limit: it slows nothing else down. */
  hasty(operation: string, request: WireRequest): Promise<Recorded> {
    return this.#send(operation, request, NO_PACE, 0);
  }

  async #send(
    operation: string,
    request: WireRequest,
    pace: Pace,
    retries: number,
    { variables, changes = false }: Sending = {},
  ): Promise<Recorded> {
    const { signal } = this.options;
    const send = () => {
      this.requests += 1;
      return this.client.send(request, signal);
    };
    const {
      outcome: received,
      startedAt,
      duration,
      retried,
    } = await sendWithRetries(send, pace, {
      ...this.options,
      retries,
      changes,
    });
    const outcome = beginning(received);
    if (outcome.kind === 'none' && outcome.reason === 'guard') this.requests -= 1;
    const issued = this.secrets.learn(request, outcome);
    const redacted = this.secrets.redact({
      id: this.options.nextId(),
      environment: this.environment,
      operation,
      request,
      outcome,
      startedAt,
      duration,
      retried,
      ...(variables && { variables }),
      ...(issued.length > 0 && { issued }),
    });
    const exchange = keptOf(redacted);
    await this.options.recorded?.(exchange);
    return { raw: outcome, exchange };
  }
}
