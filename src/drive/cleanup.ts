import { isSuccessful, type WireRequest } from '../contract/exchange.js';
import type { Created, EnvironmentDrive } from './environment-drive.js';

/** What a unit created and has to delete again. */
export class Cleanup {
  #created: Created[] = [];

  constructor(readonly environment: EnvironmentDrive) {}

  add(created: Created | undefined): void {
    if (created) this.#created.push(created);
  }

  /** A deleting request that succeeded has done it already. */
  deleted(request: WireRequest): void {
    const text = `${request.target} ${request.body?.toString('utf8') ?? ''}`;
    this.#created = this.#created.filter(
      ({ own }) => !Object.values(own).every((value) => text.includes(value)),
    );
  }

  /**
   * Deletes in the reverse order of creation: what refers to another object goes before it.
   *
   * @returns how many could not be deleted
   */
  async run(): Promise<number> {
    if (!this.environment.settings.writes) return 0;
    let left = 0;
    for (const { deleteBy, own, scopes } of this.#created.toReversed()) {
      const request = this.environment.resolve(deleteBy, scopes, own);
      if (this.environment.gone !== undefined || typeof request === 'string') {
        left += 1;
        continue;
      }
      const sent = await this.environment.sendValid(request, {
        by: 'suite',
        operation: deleteBy,
        base: request,
      });
      const raw = 'raw' in sent ? sent.raw : sent;
      const gone = isSuccessful(raw) || (raw.kind === 'answer' && raw.status === 404);
      if (!gone) left += 1;
    }
    this.#created = [];
    return left;
  }
}
