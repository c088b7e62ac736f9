import { randomBytes, randomInt } from 'node:crypto';
import { isEmail } from '../contract/email.js';
import type { Contract, Operation } from '../contract/model.js';
import { dottedPlace, leaves, type Step, valueAt, withValueAt } from '../contract/places.js';
import { templateVariables } from '../contract/variables.js';
import type { Lookup } from '../request/build.js';
import { type TemplateJson, templateJson } from '../request/raw-body.js';
import { uniqueVariables } from '../request/unique.js';
import { Oracle } from '../rules/support/fields/oracle.js';
import { samePath } from '../rules/support/fields/place.js';
import { anotherIdentifier, anotherLike } from '../rules/support/made-up.js';

const isAddress = (text: string): boolean => isEmail(text) && !/[{}]/.test(text);

/**
 * Places in the body whose value must be another one each time: those that `contract.yaml` names; where it
 * says nothing of the operation, a literal e-mail address in an operation that creates or updates something.
 */
function uniquePlaces(
  operation: Operation,
  { config }: Contract,
  { json, isMade, templateOf }: TemplateJson,
): readonly (readonly Step[])[] {
  const said = config.operations[operation.name]?.unique;
  if (said)
    return said
      .map(dottedPlace)
      .filter((path) => isLiteral(valueAt(json, path)))
      .filter((path) => templateOf(valueAt(json, path)) !== undefined || !isMade(valueAt(json, path)));
  if ((operation.role !== 'create' && operation.role !== 'update') || !operation.changes) return [];
  return [...leaves(json)]
    .filter(({ value }) => typeof value === 'string' && isAddress(value))
    .map(({ path }) => path);
}

/**
 * The raw body with a fresh value at each of the places; undefined where nothing has to be fresh.
 *
 * @param lookup the values of variables that stand there; without it, templates are left alone
 */
export function freshBody(operation: Operation, contract: Contract, lookup?: Lookup): string | undefined {
  const body = templateJson(operation);
  const places = body ? uniquePlaces(operation, contract, body) : [];
  if (!body || places.length === 0) return undefined;
  const schema = contract.schemas.request(operation.name);
  const oracle = schema && new Oracle(schema);
  const free = uniqueVariables(operation, contract);
  const fresh = places.reduce<unknown>((document, path) => {
    const template = body.templateOf(valueAt(body.json, path));
    const values =
      template === undefined ? freshened(valueAt(document, path)) : freshlyMade(template, free, lookup);
    const documents = values.map((value) => withValueAt(document, path, value));
    const refused = (one: unknown) => oracle?.breaches(one).some((breach) => samePath(breach.path, path));
    return documents.find((one) => !refused(one)) ?? document;
  }, body.json);
  const onlyTemplates = places.every((path) => body.templateOf(valueAt(body.json, path)) !== undefined);
  return onlyTemplates && fresh === body.json ? undefined : body.text(fresh);
}

/** What a template would make, were its free variables others; what else stands in it stays. */
function freshlyMade(template: string, free: readonly string[], lookup: Lookup | undefined): unknown[] {
  const name = templateVariables(template).find((variable) => free.includes(variable));
  const value = name === undefined ? undefined : lookup?.(name);
  if (name === undefined || value === undefined) return [];
  const isWhole = template === `{{${name}}}`;
  // Outside of quotes a number is a number.
  return freshened(value).map((made) => {
    const text = template.replaceAll(`{{${name}}}`, () => String(made));
    return isWhole && NUMBER.test(value) && NUMBER.test(text) ? Number(text) : text;
  });
}

const NUMBER = /^[1-9]\d{0,14}$/;

/** Fresh values for the variables of places that must be unique, for a few requests that belong together. */
export function freshVariables(
  operations: readonly Operation[],
  contract: Contract,
  lookup: Lookup,
): Record<string, string> {
  const names = new Set(operations.flatMap((operation) => uniqueVariables(operation, contract)));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const value = lookup(name);
      return value === undefined ? [] : [[name, String(freshened(value)[0] ?? value)] as const];
    }),
  );
}

/** Other values of the same kind, the likeliest to be taken first: an address stays one, a number keeps its digits. */
function freshened(value: unknown): unknown[] {
  const mark = randomBytes(5).toString('hex');
  if (typeof value === 'number') {
    const digits = String(Math.trunc(Math.abs(value))).length;
    return [randomInt(10 ** Math.min(digits - 1, 14), 10 ** Math.min(digits, 14))];
  }
  if (typeof value !== 'string') return [];
  const at = isAddress(value) ? value.lastIndexOf('@') : -1;
  if (at > 0) return [`${value.slice(0, at)}-${mark}${value.slice(at)}`, mark + value.slice(at)];
  // Letters and digits alone may be all that is allowed: names of users, codes.
  const longer = PLAIN.test(value)
    ? [`${value}${mark}`, `${value}-${mark}`]
    : [`${value}-${mark}`, `${value}${mark}`];
  const alike = [anotherIdentifier(value), anotherLike(value)];
  return IN_FORM.test(value) ? [...alike, ...longer] : [...longer, ...alike];
}

/** What is written in a form of its own, where nothing can be added: telephone numbers, codes, UUIDs. */
const IN_FORM = /^[^a-z]*$|^[0-9a-f-]{32,36}$/;

const PLAIN = /^[A-Za-z0-9]+$/;

const isLiteral = (value: unknown): boolean => typeof value === 'number' || typeof value === 'string';
