import type { JsonObject } from '../../../contract/model.js';
import type { Findings } from '../findings.js';
export function noteLimits(_c: JsonObject, _f: Findings): void {}
