import { authentication } from './authentication.js';
import { endpointsBeside } from './beside.js';
import { collection } from './collection.js';
import { environment } from './environment.js';
import { error } from './error.js';
import type { Fault } from './fault.js';
import { lifecycle } from './lifecycle.js';
import { parameter } from './parameter.js';
import { privacy } from './privacy.js';
import { rateLimit } from './rate-limit.js';
import { request } from './request.js';
import { resource } from './resource.js';
import { response } from './response.js';
import { status } from './status.js';
import { transport } from './transport.js';

/** Every known way in which the API can be wrong. */
export const faults: readonly Fault[] = [
  ...collection,
  ...authentication,
  ...request,
  ...status,
  ...error,
  ...parameter,
  ...response,
  ...resource,
  ...environment,
  ...transport,
  ...lifecycle,
  ...privacy,
  ...rateLimit,
  ...endpointsBeside,
];
