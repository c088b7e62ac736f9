import type { WireRequest } from '../../contract/exchange.js';
import type { Operation } from '../../contract/model.js';
import type { View } from '../rule.js';
import { does, type Parameter, parametersOf, withParameter } from './list-parameters.js';
import { listPlace } from './list-place.js';
import type { Listing } from './walk.js';

/** A list that leaves nothing out, as far as its parameters can be taken out. */
export interface WholeList extends Listing {
  /** Parameters that choose what is listed and cannot be taken out. */
  readonly fixed: readonly Parameter[];
}

/** The list, without the parameters that choose among what there is. */
export function wholeList(view: View, operation: Operation): WholeList {
  const parameters = parametersOf({ ...view, operation });
  const filters = parameters.filter(does('filter'));
  const at = listPlace(view.contract, operation);
  const optional = filters.filter(({ required }) => !required);
  return {
    operation,
    parameters,
    ...(at && { at }),
    fixed: filters.filter(({ required }) => required),
    change: (request: WireRequest) =>
      optional.reduce((changed, parameter) => withParameter(changed, parameter, undefined), request),
    sends: `${operation.name}, from the first page on`,
  };
}
