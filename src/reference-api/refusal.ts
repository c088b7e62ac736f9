/** Every error code of the API, with its type and status; the page of documentation publishes none, they are our own. */
export const CODES = {
  MISSING_CLIENT_ID: ['AUTHENTICATION_ERROR', 400],
  INVALID_CLIENT_ID: ['AUTHENTICATION_ERROR', 401],
  MISSING_TOKEN: ['AUTHENTICATION_ERROR', 401],
  INVALID_TOKEN: ['AUTHENTICATION_ERROR', 401],
  INSUFFICIENT_SCOPE: ['PERMISSION_ERROR', 403],
  UNSUPPORTED_CONTENT_TYPE: ['INVALID_REQUEST', 400],
  MALFORMED_JSON: ['INVALID_REQUEST', 400],
  BODY_NOT_OBJECT: ['INVALID_REQUEST', 400],
  MISSING_FIELD: ['INVALID_REQUEST', 400],
  INVALID_FIELD: ['INVALID_REQUEST', 400],
  INVALID_CURSOR: ['INVALID_REQUEST', 400],
  DUPLICATE_VALUE: ['INVALID_REQUEST', 400],
  UNKNOWN_REFERENCE: ['INVALID_REQUEST', 400],
  UNKNOWN_ENDPOINT: ['NOT_FOUND', 404],
  RESOURCE_NOT_FOUND: ['NOT_FOUND', 404],
  RATE_LIMIT_EXCEEDED: ['RATE_LIMIT', 429],
  INTERNAL_ERROR: ['API_ERROR', 500],
  SERVICE_UNAVAILABLE: ['API_ERROR', 503],
} as const satisfies Record<string, readonly [type: string, status: number]>;
export type Code = keyof typeof CODES;

/** A request that is answered with an error. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: Code,
    message: string,
    readonly field?: string,
  ) {
    super(message);
  }

  get type(): string {
    return CODES[this.code][0];
  }

  get status(): number {
    return CODES[this.code][1];
  }
}
