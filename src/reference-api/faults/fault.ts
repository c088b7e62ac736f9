import type { Change } from '../changes.js';
import type { Call, Environment, Stages } from '../stages.js';

/** One way in which the API can be wrong. */
export interface Fault {
  /** kebab-case. */
  readonly name: string;
  /** What is wrong, in one sentence. */
  readonly says: string;
  /** The rule that has to catch it, and name it as the cause. */
  readonly rule: string;
  /** Paths of the endpoints that it shows on, e.g. `/customers/create`; undefined where it shows on every one. */
  readonly touches?: readonly string[];
  /** The environment that it holds in, where it would be none if it held in both. */
  readonly only?: Environment;
  /** Requests that are added to the collection, of endpoints that only this one has. */
  readonly requests?: readonly Readonly<Record<string, unknown>>[];
  /** The stages that behave otherwise. */
  readonly apply: Change;
}

/** A fault of some endpoints, and of no others. */
export function at(path: string | readonly string[], apply: Change): Pick<Fault, 'touches' | 'apply'> {
  const touches = [path].flat();
  const patterns = touches.map((one) => one.replace(/\{\w+\}/, '[^/]+'));
  const here = new RegExp(`^(?:${patterns.join('|')})$`);
  return {
    touches,
    apply: (stages) => {
      const faulty = { ...stages, ...apply(stages) };
      const of = (call: Call): Stages => (here.test(call.path) ? faulty : stages);
      return {
        accept: (call) => of(call).accept(call),
        route: (call) => of(call).route(call),
        limit: (call) => of(call).limit(call),
        identify: (call) => of(call).identify(call),
        authenticate: (call) => of(call).authenticate(call),
        authorize: (call) => of(call).authorize(call),
        contentType: (call) => of(call).contentType(call),
        parse: (call) => of(call).parse(call),
        validate: (input, call) => of(call).validate(input, call),
        handle: (input, call) => of(call).handle(input, call),
        refuse: (error, call) => of(call).refuse(error, call),
        serialise: (reply, call) => of(call).serialise(reply, call),
        write: (written, call) => of(call).write(written, call),
      };
    },
  };
}
