/** What a field of a request body must be. */
interface Field {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  readonly required?: boolean;
  readonly enum?: readonly string[];
  readonly format?: 'email' | 'date' | 'date-time' | 'uri' | 'uuid';
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  /** Characters of a string, or items of an array. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: Field;
  readonly fields?: Fields;
}
export type Fields = Readonly<Record<string, Field>>;

const EMAIL =
  /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;

const FORMATS: Readonly<
  Record<NonNullable<Field['format']>, { called: string; test(text: string): boolean }>
> = {
  email: { called: 'an e-mail address', test: (text) => EMAIL.test(text) },
  date: { called: 'a date such as 2026-01-31', test: isDate },
  'date-time': { called: 'a time such as 2026-01-31T12:00:00Z', test: isTime },
  uri: { called: 'an absolute URI', test: isUri },
  uuid: { called: 'a UUID', test: (text) => UUID.test(text) },
};
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What is wrong with a field. */
export interface Flaw {
  readonly field: string;
  readonly missing: boolean;
  readonly message: string;
}

/** The first flaw of an input; fields that nobody asked for are left alone. */
export function flawOf(
  input: Readonly<Record<string, unknown>>,
  fields: Fields,
  prefix = '',
): Flaw | undefined {
  for (const [name, field] of Object.entries(fields)) {
    const place = prefix + name;
    if (!Object.hasOwn(input, name)) {
      if (field.required) return { field: place, missing: true, message: `${place} is required` };
      continue;
    }
    const flaw = valueFlaw(input[name], field, place);
    if (flaw) return flaw;
  }
  return undefined;
}

function valueFlaw(value: unknown, field: Field, place: string): Flaw | undefined {
  const invalid = (message: string): Flaw => ({
    field: place,
    missing: false,
    message: `${place} ${message}`,
  });
  if (!isOfType(value, field.type)) return invalid(`must be of type ${field.type}`);
  if (typeof value === 'string') return textFlaw(value, field, invalid);
  if (typeof value === 'number') {
    if (field.min !== undefined && value < field.min) return invalid(`must be at least ${field.min}`);
    if (field.max !== undefined && value > field.max) return invalid(`must be at most ${field.max}`);
  }
  if (Array.isArray(value)) return itemsFlaw(value, field, place, invalid);
  if (field.fields && isObject(value)) return flawOf(value, field.fields, `${place}.`);
  return undefined;
}

function textFlaw(value: string, field: Field, invalid: (message: string) => Flaw): Flaw | undefined {
  const length = [...value].length;
  if (field.enum && !field.enum.includes(value)) return invalid(`must be one of ${field.enum.join(', ')}`);
  if (length < (field.minLength ?? 0)) return invalid(`must have at least ${field.minLength} characters`);
  if (length > (field.maxLength ?? Number.POSITIVE_INFINITY))
    return invalid(`must have at most ${field.maxLength} characters`);
  if (field.pattern && !new RegExp(field.pattern, 'u').test(value)) return invalid('has the wrong form');
  const form = field.format && FORMATS[field.format];
  return form && !form.test(value) ? invalid(`must be ${form.called}`) : undefined;
}

function itemsFlaw(
  value: readonly unknown[],
  field: Field,
  place: string,
  invalid: (message: string) => Flaw,
): Flaw | undefined {
  if (value.length < (field.minLength ?? 0)) return invalid(`must have at least ${field.minLength} items`);
  if (value.length > (field.maxLength ?? Number.POSITIVE_INFINITY))
    return invalid(`must have at most ${field.maxLength} items`);
  for (const [index, item] of value.entries()) {
    const flaw = field.items && valueFlaw(item, field.items, `${place}[${index}]`);
    if (flaw) return flaw;
  }
  return undefined;
}

function isOfType(value: unknown, type: Field['type']): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isSafeInteger(value);
    default:
      return typeof value === type;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** RFC 3339, without leap seconds. */
function isTime(text: string): boolean {
  const [, day = '', hours = '', minutes = ''] =
    /^(.{10})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))$/i.exec(text) ?? [];
  return isDate(day) && Number(hours) < 24 && Number(minutes) < 60;
}

/** Printable ASCII without what a URI has to escape, with whole escapes, and with a host. */
function isUri(text: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:\/\/[!#-;=?-[\]_a-z~]+$/i.test(text) &&
    !/%(?![0-9a-f]{2})/i.test(text) &&
    URL.canParse(text)
  );
}
