import type { Fault } from './fault.js';
import { unknown } from './status/unknown.js';
import { valid } from './status/valid.js';

export const status: readonly Fault[] = [...valid, ...unknown];
