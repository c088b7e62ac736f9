import { type ClientRequest, IncomingMessage } from 'node:http';

interface Timings {
  readonly end: number;
}

/** An answer lets go of its socket when it ends; its request does so a little later. */
interface Received extends IncomingMessage {
  readonly req?: ClientRequest;
}

const timings = new WeakMap<IncomingMessage, Timings>();
const took = new WeakMap<object, number>();

/** Milliseconds that the API took for the answer that comes through this socket. */
export function tookOnTheWire(socket: object, duration: number): void {
  took.set(socket, duration);
}

/**
 * Makes `pm.response.responseTime` the API's time: without the waiting for a turn, for `Retry-After`, for attempts
 * before the last one, and for this process. newman takes it from the timings that its HTTP client leaves at the
 * answer. For a thread that runs nothing but newman.
 */
export function tellTheApisTime(): void {
  Object.defineProperty(IncomingMessage.prototype, 'timings', {
    get(this: IncomingMessage) {
      return timings.get(this);
    },
    set(this: Received, measured: Timings) {
      timings.set(this, { ...measured, end: took.get(this.req?.socket ?? this) ?? measured.end });
    },
  });
}
