import type { Fault } from './fault.js';
import { consumerData } from './privacy/consumer-data.js';
import { secretEcho } from './privacy/secret-echo.js';
import { sensitiveField } from './privacy/sensitive-field.js';
import { stackTrace } from './privacy/stack-trace.js';

export const privacy: readonly Fault[] = [...secretEcho, ...stackTrace, ...consumerData, ...sensitiveField];
