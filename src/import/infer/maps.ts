import { isEmail } from '../../contract/email.js';
import { Shape } from './shape.js';
import { holdsTemplate } from './tolerant-json.js';

/** Names that are made by a program and not by a person: numbers, UUIDs, dates, hashes, `cus_8f3kd02j`, variables. */
const MADE = [
  /^\d+$/,
  /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
  /^\d{4}-\d{2}(-\d{2})?/,
  /^(?=.*\d)[\da-f]{16,}$/i,
  /^[a-z]+[_-](?=[a-z\d]*\d[a-z])[a-z\d]{6,}$/i,
];
/** From so many names on, objects that share none of them are taken for maps. */
const MANY = 8;

/** What the values of an object that is used as a map have in common; undefined where its keys are names of fields. */
export function mapValues(shape: Shape): Shape | undefined {
  const keys = [...shape.fields.keys()];
  const made = keys.every((key) => holdsTemplate(key) || isEmail(key) || MADE.some((form) => form.test(key)));
  if (!made && (keys.length < MANY || !changing(shape))) return undefined;
  const values = new Shape();
  for (const { shape: value } of shape.fields.values()) values.absorb(value);
  return made || values.kinds === 1 ? values : undefined;
}

/** Whether no key is in more than half of the objects. */
function changing({ fields, objects }: Shape): boolean {
  return objects > 1 && [...fields.values()].every(({ count }) => count * 2 <= objects);
}
