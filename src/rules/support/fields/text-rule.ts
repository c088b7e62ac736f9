import { isGraphql } from '../../../contract/graphql/request.js';
import type { ProbeRule, View } from '../../rule.js';
import { replaced } from './changed-field.js';
import { type Field, types } from './field.js';
import { openRule } from './open-rule.js';
import { fieldPlace, within } from './place.js';
import { shownFields } from './shown.js';

interface TextRule extends Pick<ProbeRule, 'id' | 'says' | 'sends'> {
  readonly what: string;
  /** Texts to be tried in order, from the field's present one; the first that the schema allows is sent. */
  texts(present: string): readonly string[];
  /** Whether the first of them is sent where the schema allows none: an API may refuse it, and has to answer. */
  readonly anyway?: boolean;
}

/** An open rule on each field that holds free text. */
export function textRule({ texts, anyway = false, ...rule }: TextRule): ProbeRule {
  return openRule({
    ...rule,
    what: `${rule.what} as`,
    none: 'no field of the request is a text that may hold this',
    fits: isFreeText,
    change: (oracle, body, field) =>
      replaced(oracle, body, field, texts(typeof field.value === 'string' ? field.value : ''), anyway),
  });
}

/** A text that is no identifier; of an inferred schema only what an example shows to be looked at. */
function isFreeText({ path, parts, value }: Field, view: View): boolean {
  const { contract, operation, sample } = view;
  const place = fieldPlace(path);
  // A document of GraphQL is no free text.
  if (isGraphql(operation) && path[0] !== 'variables') return false;
  if (sample.identifiers.some((identifier) => identifier.place === place)) return false;
  const complete = contract.schemas.request(operation.name)?.complete ?? false;
  if (!complete && !shownFields(view).some((shown) => within(path, shown.path))) return false;
  return typeof value === 'string' || (value === undefined && types(parts).includes('string'));
}
