import type { Endpoint } from '../stages.js';
import { attributes } from './attributes.js';
import { customers } from './customers.js';
import { destinations } from './destinations.js';
import { exports } from './exports.js';
import { models } from './models.js';
import { sources } from './sources.js';
import { tokens } from './tokens.js';

export const endpoints: readonly Endpoint[] = [
  ...tokens,
  ...customers,
  ...attributes,
  ...sources,
  ...destinations,
  ...models,
  ...exports,
];
