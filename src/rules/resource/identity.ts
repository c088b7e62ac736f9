import type { Exchange } from '../../contract/exchange.js';
import { decoded } from '../../contract/percent.js';
import { resourceOf } from '../../contract/resources.js';
import { bareName } from '../../contract/words.js';
import type { Judgement, ScenarioRule, View } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { namesTheResource } from '../support/named-resource.js';
import {
  identifierIn,
  identifierNames,
  isJudgement,
  make,
  shows,
  unlessSuccess,
} from '../support/resource-steps.js';
import { restsOn } from '../support/rests-on.js';

export const identity: ScenarioRule = {
  id: 'resource/identity',
  kind: 'scenario',
  documented: ['D10'],
  says: 'What is read is what was asked for.',
  sends: 'the reading request, and once more for another one that it creates, where it may',
  accepts: 'an answer that carries the identifier that was asked for',
  plan: (view) => {
    if (view.operation.role !== 'read') return [];
    const variable = asked(view);
    if (variable === undefined)
      return { skip: 'the request names no single resource by an identifier that another operation gives' };
    const resource = view.writes ? resourceOf(view.contract, view.operation) : undefined;
    return (
      notProbed(view) ?? [
        {
          after: resource ? [resource.create] : [],
          uses: resource ? [resource.create] : [],
          needs: 'shared',
          ...(resource && { rests: restsOn(resource) }),
          *run(scene) {
            const first: Exchange = yield { operation: view.operation, sends: 'the valid request' };
            const failed = unlessSuccess(first);
            if (failed) return failed;
            const judged = judge(first, [bareName(variable), 'id'], variable, scene.value(variable));
            if (judged.holds === false || !resource) return judged;
            const other = yield* make(resource, scene);
            // What cannot be created a second time was read right the first time.
            if (isJudgement(other)) return judged;
            const second: Exchange = yield {
              operation: view.operation,
              values: other.values,
              sends: `the valid request for another ${variable}`,
            };
            const names = identifierNames(resource, other);
            return unlessSuccess(second) ?? judge(second, names, variable, other.identifier);
          },
        },
      ]
    );
  },
};

function asked(view: View): string | undefined {
  const resource = resourceOf(view.contract, view.operation);
  if (resource) return resource.variable;
  const named = view.sample.identifiers.filter((identifier) => namesTheResource(view, identifier));
  return named.length === 1 ? named[0]?.variable : undefined;
}

function judge(
  exchange: Exchange,
  names: readonly string[],
  variable: string,
  wanted: string | undefined,
): Judgement {
  if (wanted === undefined) return { holds: 'nothing', reason: `${variable} has no value` };
  const found = identifierIn(exchange, names);
  // A variable may be called like another field: `key`, which holds a key's id, and the secret of a key.
  if (names.some((name) => identifierIn(exchange, [name])?.value === wanted)) return { holds: true };
  if (!found && shows(exchange, wanted)) return { holds: true };
  if (found && isComposed(exchange, wanted, found.value)) return { holds: true };
  if (!found) return { holds: 'nothing', reason: `the answer names no ${variable} and no id` };
  return {
    holds: false,
    expected: `$.${found.name} of what was asked for: ${wanted}`,
    received: `$.${found.name} ${found.value}`,
    at: `$.${found.name}`,
    exchange,
    advice: 'Answer with the resource that the request names.',
    cause: `another ${variable} than asked for`,
  };
}

/** Whether a segment of the path is that value, of which the variable makes a part: `celeb{{name}}`. */
const isComposed = ({ request }: Exchange, wanted: string, value: string): boolean =>
  value.includes(wanted) && (request.target.split('?')[0] ?? '').split('/').map(decoded).includes(value);
