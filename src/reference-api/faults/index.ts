import { authentication } from './authentication.js';
import { collection } from './collection.js';
import { environment } from './environment.js';
import { error } from './error.js';
import type { Fault } from './fault.js';
import { request } from './request.js';
import { response } from './response.js';
import { status } from './status.js';

/** Every known way in which the API can be wrong. */
export const faults: readonly Fault[] = [
  ...collection,
  ...authentication,
  ...request,
  ...status,
  ...error,
  ...response,
  ...environment,
];
