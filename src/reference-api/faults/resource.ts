import type { Fault } from './fault.js';
import { deleted } from './resource/deleted.js';
import { identity } from './resource/identity.js';
import { listed } from './resource/listed.js';
import { pagination } from './resource/pagination.js';
import { persisted } from './resource/persisted.js';

export const resource: readonly Fault[] = [...identity, ...persisted, ...listed, ...deleted, ...pagination];
