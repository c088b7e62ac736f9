import type { Fault } from './fault.js';
import { binary } from './response/binary.js';
import { bytes } from './response/bytes.js';
import { echo } from './response/echo.js';
import { header } from './response/header.js';
import { schema } from './response/schema.js';

export const response: readonly Fault[] = [...schema, ...bytes, ...binary, ...echo, ...header];
