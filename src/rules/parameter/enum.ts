import { choices } from '../support/fields/field.js';
import { fieldName } from '../support/fields/place.js';
import { refusalRule } from '../support/fields/refusal-rule.js';

export const enumValue = refusalRule({
  id: 'parameter/enum',
  says: 'A request with a value that is none of those that a field may have is refused.',
  sends: 'the valid request with an unknown value; with a known one in the other case',
  cause: 'field-invalid',
  by: new Set(['enum', 'const']),
  none: 'no field of the request has a fixed set of values',
  advice: 'Refuse what is none of the listed values; they are written as listed.',
  changes: ({ path, parts }) => {
    const known = choices(parts);
    if (known.length === 0) return [];
    return [
      {
        what: 'unknown value',
        sends: `with an unknown value as ${fieldName(path)}`,
        values: () => known.flatMap(unlike),
      },
      {
        what: 'other case',
        sends: `with ${fieldName(path)} in the other case`,
        values: (present) => [present, ...known].flatMap(otherCase),
      },
    ];
  },
});

function unlike(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, value + 1000, -value - 1];
  return typeof value === 'string' ? ['unknown', `${value}_unknown`] : [];
}

function otherCase(value: unknown): string[] {
  if (typeof value !== 'string') return [];
  const other = value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase();
  return other === value ? [] : [other];
}
