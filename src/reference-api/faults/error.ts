import { codes } from './error/codes.js';
import { envelope } from './error/envelope.js';
import type { Fault } from './fault.js';

export const error: readonly Fault[] = [...envelope, ...codes];
