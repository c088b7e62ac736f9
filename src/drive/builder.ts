import type { WireRequest } from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import { newmanOnly } from '../request/newman-only.js';
import type { EnvironmentDrive } from './environment-drive.js';
import { freshBody } from './fresh.js';
import type { Chunk } from './newman/compile.js';
import type { Scopes } from './newman/protocol.js';
import type { CollectionRunner, RunItem, RunListener } from './newman/runner.js';
import { rowsOf } from './rows-of.js';
import { lookupIn } from './scopes.js';
import { signedAs, type ToBeSigned, unsigned } from './sign-again.js';

/** Builds requests of one environment, by newman where only newman can. */
export class Builder {
  constructor(
    readonly environment: EnvironmentDrive,
    readonly runner: CollectionRunner,
  ) {}

  /** The operation's valid request, whoever has to build it; or why nobody can. */
  async valid(
    operation: Operation,
    scopes: Scopes,
    values: Readonly<Record<string, string>> = {},
  ): Promise<WireRequest | string> {
    return newmanOnly(operation)
      ? this.build(operation, scopes, values)
      : this.environment.resolve(operation, scopes, values);
  }

  /** A request that only newman can build, with these values in place of those of the setup. */
  async build(
    operation: Operation,
    scopes: Scopes,
    values: Readonly<Record<string, string>> = {},
  ): Promise<WireRequest | string> {
    const captures = capturesOf(this.environment, operation, 1);
    const { captured } = (await this.#capture(captures, scopes, values)) ?? {};
    return captured ?? `newman could not build the request of ${operation.name}`;
  }

  /** A changed request as the operation's scripts sign it; or why they cannot. */
  async sign(
    { operation, base, changed }: ToBeSigned,
    scopes: Scopes,
    values: Readonly<Record<string, string>> = {},
  ): Promise<WireRequest | string> {
    const captures = { operation, count: 1, bodies: [], request: unsigned(operation, base, changed) };
    const { captured, report } = (await this.#capture(captures, scopes, values)) ?? {};
    const [exception] = report?.exceptions ?? [];
    if (exception !== undefined)
      return `its script cannot sign such a request: ${exception.split('\n', 1)[0]}`;
    return captured ? signedAs(captured, base, changed) : 'newman could not build it to be signed';
  }

  async #capture(
    captures: NonNullable<Chunk['captures']>,
    scopes: Scopes,
    values: Readonly<Record<string, string>>,
  ): Promise<RunItem | undefined> {
    let built: RunItem | undefined;
    const chunk: Chunk = { prefix: 'build', operations: [], fixedOrder: true, captures };
    const filled = { ...scopes, environment: { ...scopes.environment, ...values } };
    const listener: RunListener = {
      item: (item) => {
        built = item;
      },
      killed: () => undefined,
    };
    await this.runner.run(
      [chunk],
      filled,
      false,
      listener,
      rowsOf(this.environment, scopes.row?.index ?? 0, values),
    );
    return built;
  }
}

/** Requests to be built, each with fresh values of its own in fields that must be unique. */
export function capturesOf(
  { contract, initial }: EnvironmentDrive,
  operation: Operation,
  count: number,
): NonNullable<Chunk['captures']> {
  return {
    operation,
    count,
    bodies: Array.from({ length: count }, () => freshBody(operation, contract, lookupIn(initial))),
  };
}
