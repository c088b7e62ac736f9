import { Refusal } from '../refusal.js';
import type { Call, Environment, Reply, Stages } from '../stages.js';

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
  /** The stages that behave otherwise. */
  apply(stages: Stages): Partial<Stages>;
}

type Apply = Fault['apply'];
type Body = Readonly<Record<string, unknown>>;

/** A fault of some endpoints, and of no others. */
export function at(path: string | readonly string[], apply: Apply): Pick<Fault, 'touches' | 'apply'> {
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

/** A fault whose successes differ from those of the correct API. */
export function answering(change: (reply: Reply, call: Call) => Reply): Apply {
  return (stages) => ({
    handle: (input, call) => change(stages.handle(input, call), call),
  });
}

/** A fault in the fields of successes. */
export const successes = (change: (body: Body, call: Call) => Body): Apply =>
  answering((reply, call) => withBody(reply, (body) => change(body, call)));

/** A fault in the answers to errors. */
export function refusing(change: (reply: Reply, call: Call) => Reply): Apply {
  return (stages) => ({ refuse: (error, call) => change(stages.refuse(error, call), call) });
}

/** A fault in the fields of errors. */
export const errors = (change: (body: Body, call: Call) => Body): Apply =>
  refusing((reply, call) => withBody(reply, (body) => change(body, call)));

type Codes = string | readonly string[];

/** A fault in the answers to some errors. */
export function refusingAs(codes: Codes, change: (reply: Reply, call: Call) => Reply): Apply {
  return refusing((reply, call) =>
    !Buffer.isBuffer(reply.body) && [codes].flat().includes(String(reply.body['error_code']))
      ? change(reply, call)
      : reply,
  );
}

/** Some errors are answered with another status. */
export const withStatus = (codes: Codes, status: number): Apply =>
  refusingAs(codes, (reply) => ({ ...reply, status }));

/** Some errors are taken for another one; where none is given, for a defect of the server. */
export function mistaking(codes: Codes, other: unknown = new Error('unexpected')): Apply {
  return (stages) => ({
    refuse: (error, call) =>
      stages.refuse(error instanceof Refusal && [codes].flat().includes(error.code) ? other : error, call),
  });
}

/** Some errors are not answered: the connection is dropped. */
export const dropping = (codes: Codes): Apply =>
  refusingAs(codes, (reply, call) => {
    call.response.destroy();
    return reply;
  });

/** A fault in the text of JSON answers. */
export function writing(change: (text: string, call: Call) => string | Buffer): Apply {
  return (stages) => ({
    serialise: (reply, call) => {
      const written = stages.serialise(reply, call);
      if (Buffer.isBuffer(reply.body)) return written;
      return { ...written, body: Buffer.from(change(written.body.toString('utf8'), call)) };
    },
  });
}

/** Headers beside, or instead of, those of the correct API; undefined leaves one out. */
export function withHeaders(make: (call: Call) => Readonly<Record<string, string | undefined>>): Apply {
  return (stages) => ({
    serialise: (reply, call) => {
      const written = stages.serialise(reply, call);
      const headers: Record<string, string> = { ...written.headers };
      for (const [name, value] of Object.entries(make(call))) {
        if (value === undefined) delete headers[name];
        else headers[name] = value;
      }
      return { ...written, headers };
    },
  });
}

/** A reply with other fields in its body. */
export function withBody(reply: Reply, change: (body: Body) => Body): Reply {
  return Buffer.isBuffer(reply.body) ? reply : { ...reply, body: change(reply.body) };
}

/** A body without some of its fields. */
export const without = (body: Body, ...names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
