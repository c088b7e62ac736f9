import { randomUUID } from 'node:crypto';
import type { WireRequest } from '../contract/exchange.js';

/**
 * What differs between two requests of the same operation with the same values:
 *
 * - Postman's dynamic variables (`{{$guid}}`, `{{$timestamp}}`): a request with one is built anew each time;
 * - fields that must be unique (`unique` in `contract.yaml`, an e-mail address where something is created);
 * - the signatures, dates and nonces of auth that signs, which newman builds anew each time;
 * - the header Postman-Token, a new identifier each time: below.
 *
 * All else is the same, the boundary of a form too. User-Agent, Cache-Control and Postman-Token are newman's own, so
 * that a probe differs from a request of the journey in nothing but its change.
 */
export function renewed(request: WireRequest): WireRequest {
  return {
    ...request,
    headers: request.headers.map(([name, value]) =>
      name === TOKEN && IDENTIFIER.test(value) ? [name, randomUUID()] : [name, value],
    ),
  };
}

/** As the runtime writes it; one that stands in the collection is left alone where it is no identifier. */
const TOKEN = 'Postman-Token';
const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
