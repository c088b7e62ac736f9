import { isSuccessful, type Outcome, saysUnknown, type WireRequest } from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import { finalVariable, isDeleting } from '../contract/paths.js';
import { decoded } from '../contract/percent.js';
import { told } from '../rules/support/statuses.js';
import type { Created } from './belongings.js';
import type { Builder } from './builder.js';
import type { EnvironmentDrive } from './environment-drive.js';

/** What a unit created and has to delete again. */
export class Cleanup {
  #created: Created[] = [];

  constructor(readonly builder: Builder) {}

  get environment(): EnvironmentDrive {
    return this.builder.environment;
  }

  add(created: Created | undefined): void {
    if (created?.deleteBy) this.#created.push(created);
  }

  /** A deleting request goes out: what it names may be gone before it is answered. */
  deleting(operation: Operation, request: WireRequest): void {
    for (const created of this.#named(operation, request)) this.environment.belongings.leaves(created);
  }

  /** A deleting request that succeeded has done it already. */
  deleted(operation: Operation, request: WireRequest): void {
    const gone = this.#named(operation, request);
    for (const created of gone) this.environment.belongings.gone(created);
    this.#created = this.#created.filter((created) => !gone.includes(created));
  }

  #named(operation: Operation, { target, body }: WireRequest): Created[] {
    const text = `${decoded(target)} ${body?.toString('utf8') ?? ''}`;
    return this.#created.filter((created) => deletes(operation, created, text));
  }

  /** Deletes in the reverse order of creation: what refers to another object goes before it. */
  async run(): Promise<void> {
    const { environment } = this;
    if (!environment.settings.writes) return;
    for (const { operation, sent } of environment.early.splice(0))
      this.add(environment.created(operation, environment.initial, sent));
    for (const created of this.#created.toReversed()) {
      const why = await this.#delete(created);
      if (why === undefined) environment.belongings.gone(created);
      else environment.belongings.stays(created, why);
    }
    this.#created = [];
  }

  async #delete(created: Created): Promise<string | undefined> {
    const { environment } = this;
    const { deleteBy, own, scopes } = created;
    if (environment.gone !== undefined) return environment.gone;
    if (!deleteBy) return 'no operation deletes it';
    const request = await this.builder.valid(deleteBy, scopes, own);
    if (typeof request === 'string') return request;
    environment.belongings.leaves(created);
    const sent = await environment.sendValid(request, { by: 'suite', operation: deleteBy, base: request });
    return whyNotGone('raw' in sent ? sent.raw : sent, deleteBy);
  }
}

/** Undefined where a deletion was answered so that the thing is gone. */
export function whyNotGone(raw: Outcome, { name }: Operation): string | undefined {
  if (isSuccessful(raw)) return undefined;
  if (raw.kind === 'none') return `${name} was not answered (${raw.detail})`;
  return saysUnknown(raw) ? undefined : `${name} answered ${told(raw)}`;
}

/** Whether a request of an operation deletes it: it names the thing, and not only what the thing belongs to. */
function deletes(operation: Operation, { deleteBy, own }: Created, text: string): boolean {
  const [variable] = Object.keys(own);
  if (operation !== deleteBy && finalVariable(operation.request, isDeleting) !== variable) return false;
  const value = variable === undefined ? undefined : own[variable];
  return value !== undefined && names(text, value);
}

const WORD = /[\w-]/;

/** Whether a text holds a value for itself, and not as a part of a longer one: `1` is not named by `/articles/12`. */
function names(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    if (!WORD.test(text.charAt(at - 1)) && !WORD.test(text.charAt(at + value.length))) return true;
  }
  return false;
}
