import { type Exchange, isUnauthorised, type WireRequest } from '../contract/exchange.js';
import { clock, type Loss } from '../contract/loss.js';
import { isSecretName } from '../contract/secret-names.js';
import type { Departure } from './guard/departure.js';
import type { Sent } from './newman/runner.js';

/** A valid request that changes nothing, and worked with some credentials. */
interface Worked {
  readonly request: WireRequest;
  readonly departure: Departure;
  readonly exchange: Exchange;
}

type Send = (request: WireRequest, departure: Departure) => Promise<Sent>;

/** Which credentials worked in an environment and are refused since: tokens end midway in a run. */
export class Lapses {
  readonly #worked = new Map<string, Worked>();
  /** Why what carries these credentials is not judged. */
  readonly #lapsed = new Map<string, string>();
  readonly #asking = new Map<string, Promise<void>>();
  #loss: Loss | undefined;

  /** @param send sends a request once more */
  constructor(
    readonly environment: string,
    readonly send: Send,
  ) {}

  worked(request: WireRequest, departure: Departure, exchange: Exchange): void {
    const key = credentialsOf(exchange);
    if (key !== '') this.#worked.set(key, { request, departure, exchange });
  }

  /** Why an answer of 401 says nothing of its request: the credentials that worked before are refused everywhere. */
  async reason(exchange: Exchange): Promise<string | undefined> {
    if (!isUnauthorised(exchange.outcome)) return undefined;
    const key = credentialsOf(exchange);
    const before = this.#worked.get(key);
    if (!before || this.#lapsed.has(key)) return this.#lapsed.get(key);
    // A refusal that is older than the last success was of that request alone.
    if (exchange.startedAt < before.exchange.startedAt) return undefined;
    const asking = this.#asking.get(key) ?? this.#ask(key, before, exchange);
    this.#asking.set(key, asking);
    await asking;
    this.#asking.delete(key);
    return this.#lapsed.get(key);
  }

  async #ask(key: string, { request, departure, exchange: last }: Worked, refused: Exchange): Promise<void> {
    const { exchange } = await this.send(request, departure);
    if (!isUnauthorised(exchange.outcome)) return;
    const until = last.startedAt + last.duration;
    this.#lapsed.set(
      key,
      `the credentials of ${this.environment} worked until ${clock(until)} and are refused with 401 since ${clock(refused.startedAt)}`,
    );
    const fact = 'status 401 to what was let in before';
    this.#loss = {
      kind: 'credentials',
      fact,
      until,
      since: refused.startedAt,
      exchange: refused,
      before: [last, exchange],
    };
  }

  takeLoss(): Loss | undefined {
    const loss = this.#loss;
    this.#loss = undefined;
    return loss;
  }
}

/** Of a recorded request: what stands for its credentials is the same for the same ones. */
const credentialsOf = ({ request }: Exchange): string =>
  request.headers
    .filter(([name]) => isSecretName(name))
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .join('\n');
