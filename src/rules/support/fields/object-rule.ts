import { isRecord, valueAt, withValueAt } from '../../../contract/places.js';
import type { ProbeRule } from '../../rule.js';
import { withGiven } from './field.js';
import { openRule } from './open-rule.js';

interface ObjectRule extends Pick<ProbeRule, 'id' | 'says' | 'sends'> {
  readonly noneInForm?: string;
  readonly what: string;
  readonly value: () => unknown;
}

/** An open rule on each object, which gets a field that nothing documents. */
export function objectRule({ value, ...rule }: ObjectRule): ProbeRule {
  return openRule({
    ...rule,
    what: `${rule.what} in`,
    none: 'the request holds no object',
    fits: (field) => isRecord(field.value),
    change: (oracle, body, { path, given }) => {
      const valid = withGiven(oracle.asSent(body), given);
      const object = valueAt(valid, path);
      if (!isRecord(object)) return undefined;
      return oracle.asSent(withValueAt(valid, [...path, unknownName(object)], value()));
    },
  });
}

function unknownName(object: Record<string, unknown>): string {
  let name = 'unknown_field';
  while (Object.hasOwn(object, name)) name += '_';
  return name;
}
