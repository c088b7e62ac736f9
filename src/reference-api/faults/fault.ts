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

/** A fault whose answers differ from those of the correct API. */
export function answering(change: (reply: Reply, call: Call) => Reply): Fault['apply'] {
  return (stages) => ({
    handle: (input, call) => change(stages.handle(input, call), call),
  });
}

/** A fault in the envelope of errors. */
export function refusing(change: (reply: Reply, call: Call) => Reply): Fault['apply'] {
  return (stages) => ({ refuse: (error, call) => change(stages.refuse(error, call), call) });
}

/** A fault in the text of JSON answers. */
export function writing(change: (text: string, call: Call) => string | Buffer): Fault['apply'] {
  return (stages) => ({
    serialise: (reply, call) => {
      const written = stages.serialise(reply, call);
      if (Buffer.isBuffer(reply.body)) return written;
      return { ...written, body: Buffer.from(change(written.body.toString('utf8'), call)) };
    },
  });
}

export const at = (call: Call, path: string): boolean => call.endpoint?.path === path;

/** A reply with other fields in its body. */
export function withBody(
  reply: Reply,
  change: (body: Readonly<Record<string, unknown>>) => Record<string, unknown>,
): Reply {
  return Buffer.isBuffer(reply.body) ? reply : { ...reply, body: change(reply.body) };
}
