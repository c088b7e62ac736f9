import type { Fault } from './fault.js';
import { malformed, noObject } from './request/body.js';
import { contentType } from './request/content-type.js';
import { method } from './request/method.js';

export const request: readonly Fault[] = [...contentType, ...malformed, ...noObject, ...method];
