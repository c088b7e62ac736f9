import type { Fault } from './fault.js';
import { bounds } from './parameter/bounds.js';
import { enumeration } from './parameter/enum.js';
import { form } from './parameter/form.js';
import { odd } from './parameter/odd.js';
import { reference } from './parameter/reference.js';
import { required } from './parameter/required.js';
import { type } from './parameter/type.js';

export const parameter: readonly Fault[] = [
  ...required,
  ...type,
  ...enumeration,
  ...form,
  ...bounds,
  ...odd,
  ...reference,
];
