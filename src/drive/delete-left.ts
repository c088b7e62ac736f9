import { credentialVariables } from '../contract/credential-variables.js';
import type { Leftover } from '../contract/leftover.js';
import type { Operation } from '../contract/model.js';
import { creationOf } from '../contract/resources.js';
import { Setups } from '../plan/setup.js';
import { Builder } from './builder.js';
import { whyNotGone } from './cleanup.js';
import type { EnvironmentDrive } from './environment-drive.js';
import type { Scopes } from './newman/protocol.js';
import type { CollectionRunner } from './newman/runner.js';
import { SetupService } from './setups.js';

/** Deletes what runs left in one environment; beside that, it only logs in where a deletion needs it. */
export class DeleteLeft {
  readonly #setups: SetupService;
  readonly #builder: Builder;
  readonly #scopes = new Map<Operation, Promise<Scopes | string>>();

  constructor(
    readonly environment: EnvironmentDrive,
    runner: CollectionRunner,
  ) {
    this.#setups = new SetupService(environment, runner, [], 1);
    this.#builder = new Builder(environment, runner);
  }

  /** What would delete it, or why nothing does. */
  deletion({ operation: name, identifier, server }: Leftover): Operation | string {
    const { contract, settings } = this.environment;
    if (server !== settings.baseUrl) return `it was left at ${server}`;
    const operation = contract.operations.find((one) => one.name === name);
    if (!operation) return `the collection has no operation ${name} any more`;
    const deleteBy = creationOf(contract, operation)?.deleteBy;
    if (!deleteBy) return 'no operation deletes it';
    if (identifier === undefined) return 'its identifier is not known';
    return settings.writes
      ? deleteBy
      : `nothing may be changed in ${settings.name} (--writes ${settings.name} allows it)`;
  }

  /** @returns why it is still there; undefined where it is gone */
  async delete(leftover: Leftover): Promise<string | undefined> {
    const deleteBy = this.deletion(leftover);
    if (typeof deleteBy === 'string') return deleteBy;
    const { environment } = this;
    if (environment.gone !== undefined) return environment.gone;
    const scopes = await this.#loggedIn(deleteBy);
    if (typeof scopes === 'string') return scopes;
    const request = await this.#builder.valid(deleteBy, scopes, leftover.values);
    if (typeof request === 'string') return request;
    const sent = await environment.sendValid(request, { by: 'suite', operation: deleteBy, base: request });
    return whyNotGone('raw' in sent ? sent.raw : sent, deleteBy);
  }

  #loggedIn(deleteBy: Operation): Promise<Scopes | string> {
    const known = this.#scopes.get(deleteBy) ?? this.#logIn(deleteBy);
    this.#scopes.set(deleteBy, known);
    return known;
  }

  async #logIn(deleteBy: Operation): Promise<Scopes | string> {
    const { contract, name, settings, initial } = this.environment;
    const isCredential = credentialVariables(contract.operations);
    const before = new Setups(contract).of([deleteBy], name, settings.writes);
    const setup = ('blocked' in before ? [] : before.operations).filter(
      (operation) => operation.writes.some(isCredential) && !creationOf(contract, operation),
    );
    if (setup.length === 0) return initial;
    const round = await this.#setups.another({ operation: deleteBy, setup });
    return 'broken' in round ? round.broken : round.scopes;
  }
}
