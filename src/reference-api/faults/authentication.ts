import { bearer } from './authentication/bearer.js';
import { clientId } from './authentication/client-id.js';
import type { Fault } from './fault.js';

export const authentication: readonly Fault[] = [...clientId, ...bearer];
