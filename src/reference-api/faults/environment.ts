import { isolation } from './environment/isolation.js';
import { parity } from './environment/parity.js';
import type { Fault } from './fault.js';

export const environment: readonly Fault[] = [...parity, ...isolation];
