import { answers } from './answers.js';
import { endpointsBeside } from './beside.js';
import { headers } from './headers.js';
import { healing } from './healing.js';
import { identifiers } from './identifiers.js';
import { lists } from './lists.js';
import { order } from './order.js';
import { refusals } from './refusals.js';
import { sessionCookies } from './sessions.js';
import { text } from './text.js';
import { transport } from './transport.js';
import type { Variant } from './variant.js';
import { wire } from './wire.js';

/** Every known way in which a correct API may differ from the plainest one. */
export const variants: readonly Variant[] = [
  ...order,
  ...refusals,
  ...answers,
  ...identifiers,
  ...lists,
  ...text,
  ...headers,
  ...wire,
  ...transport,
  ...sessionCookies,
  ...healing,
  ...endpointsBeside,
];
