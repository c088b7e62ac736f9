import type { Change } from '../changes.js';
import type { Call, Stages } from '../stages.js';

/** An endpoint that the document does not have: with it, the API speaks in another way as well. */
export interface Beside {
  /** e.g. `/graphql`. */
  readonly path: string;
  /** Requests of it, as a collection holds them. */
  readonly requests: readonly Readonly<Record<string, unknown>>[];
  /** The stages that have it too. */
  readonly apply: Change;
}

/** What a fault or a variant says of an endpoint that only it has, with what it does otherwise there. */
export function beside({ path, requests, apply }: Beside, change: Change = () => ({})) {
  return {
    touches: [path],
    requests,
    apply: (stages: Stages): Partial<Stages> => {
      const there = { ...stages, ...apply(stages) };
      return { ...there, ...change(there) };
    },
  };
}

/** Stages of one path, and of no other. */
export function onlyAt(path: string, stages: Stages, there: Partial<Stages>): Partial<Stages> {
  const own = { ...stages, ...there };
  const of = (call: Call): Stages => (call.path === path ? own : stages);
  return {
    route: (call) => of(call).route(call),
    authenticate: (call) => of(call).authenticate(call),
    contentType: (call) => of(call).contentType(call),
    parse: (call) => of(call).parse(call),
    validate: (input, call) => of(call).validate(input, call),
    refuse: (error, call) => of(call).refuse(error, call),
  };
}
