import { Refusal } from './refusal.js';
import type { Call, Reply, Stages } from './stages.js';

/** Stages that behave otherwise than the ones that are given. */
export type Change = (stages: Stages) => Partial<Stages>;

type Body = Readonly<Record<string, unknown>>;

/** Other successes. */
export function answering(change: (reply: Reply, call: Call) => Reply): Change {
  return (stages) => ({
    handle: (input, call) => change(stages.handle(input, call), call),
  });
}

/** Other fields in successes. */
export const successes = (change: (body: Body, call: Call) => Body): Change =>
  answering((reply, call) => withBody(reply, (body) => change(body, call)));

/** Other answers to errors. */
export function refusing(change: (reply: Reply, call: Call) => Reply): Change {
  return (stages) => ({ refuse: (error, call) => change(stages.refuse(error, call), call) });
}

/** Other fields in errors. */
export const errors = (change: (body: Body, call: Call) => Body): Change =>
  refusing((reply, call) => withBody(reply, (body) => change(body, call)));

type Codes = string | readonly string[];

/** Other answers to some errors. */
export function refusingAs(codes: Codes, change: (reply: Reply, call: Call) => Reply): Change {
  return refusing((reply, call) =>
    !Buffer.isBuffer(reply.body) && [codes].flat().includes(String(reply.body['error_code']))
      ? change(reply, call)
      : reply,
  );
}

/** Some errors are answered with another status. */
export const withStatus = (codes: Codes, status: number): Change =>
  refusingAs(codes, (reply) => ({ ...reply, status }));

/** Some errors are taken for another one; where none is given, for a defect of the server. */
export function mistaking(codes: Codes, other: unknown = new Error('unexpected')): Change {
  return (stages) => ({
    refuse: (error, call) =>
      stages.refuse(error instanceof Refusal && [codes].flat().includes(error.code) ? other : error, call),
  });
}

/** Some errors are not answered: the connection is dropped. */
export const dropping = (codes: Codes): Change =>
  refusingAs(codes, (reply, call) => {
    call.response.destroy();
    return reply;
  });

/** Another text of JSON answers. */
export function writing(change: (text: string, call: Call) => string | Buffer): Change {
  return (stages) => ({
    serialise: (reply, call) => {
      const written = stages.serialise(reply, call);
      if (Buffer.isBuffer(reply.body)) return written;
      return { ...written, body: Buffer.from(change(written.body.toString('utf8'), call)) };
    },
  });
}

/** Headers beside, or instead of, the usual ones; undefined leaves one out. */
export function withHeaders(make: (call: Call) => Readonly<Record<string, string | undefined>>): Change {
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

/** A change of what is written, for errors only. */
export function ofErrors(change: Change): Change {
  return (stages) => {
    const { serialise = stages.serialise } = change(stages);
    return {
      serialise: (reply, call) =>
        reply.status < 400 ? stages.serialise(reply, call) : serialise(reply, call),
    };
  };
}

/** A reply with other fields in its body. */
export function withBody(reply: Reply, change: (body: Body) => Body): Reply {
  return Buffer.isBuffer(reply.body) ? reply : { ...reply, body: change(reply.body) };
}

/** A body without some of its fields. */
export const without = (body: Body, ...names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
