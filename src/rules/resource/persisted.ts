import type { Exchange } from '../../contract/exchange.js';
import type { Operation } from '../../contract/model.js';
import { type Resource, resourceOf } from '../../contract/resources.js';
import type { Judgement, Scenario, ScenarioRule, View } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { isJudgement, make, unlessSuccess } from '../support/resource-steps.js';
import { restsOn } from '../support/rests-on.js';
import { lostIn, type StoredBy } from '../support/stored.js';

export const persisted: ScenarioRule = {
  id: 'resource/persisted',
  kind: 'scenario',
  documented: ['D10'],
  says: 'What was created or updated is what is read back.',
  sends: 'the creating (and updating) request, and then the reading one for what it made',
  accepts: 'each value that was sent, at the same-named place of the answer, where that shows it',
  plan: (view) => {
    const { operation, contract } = view;
    if (operation.role !== 'create' && operation.role !== 'update') return [];
    const resource = resourceOf(contract, operation);
    if (!resource)
      return { skip: 'no operation is known to create what it is about and to keep its identifier' };
    const { read } = resource;
    if (!read) return { skip: 'no operation is known to read what it is about' };
    return (
      notProbed(view) ?? [
        operation === resource.create
          ? created(view, resource, read)
          : updated(view, resource, operation, read),
      ]
    );
  },
};

const created = (view: View, resource: Resource, read: Operation): Scenario => ({
  after: [],
  uses: [read],
  rests: restsOn(resource),
  *run(scene) {
    const made = yield* make(resource, scene);
    if (isJudgement(made)) return made;
    const reading: Exchange = yield {
      operation: read,
      values: made.values,
      sends: `${read.name}, for what was created`,
    };
    return unlessSuccess(reading) ?? judge(view, made.exchange, reading, { write: resource.create, read });
  },
});

const updated = (view: View, resource: Resource, update: Operation, read: Operation): Scenario => ({
  after: [],
  uses: [resource.create, read],
  rests: restsOn(resource),
  *run(scene) {
    const made = yield* make(resource, scene);
    if (isJudgement(made)) return made;
    const { values } = made;
    const updating: Exchange = yield { operation: update, values, sends: 'the valid request' };
    const failed = unlessSuccess(updating);
    if (failed) return failed;
    const reading: Exchange = yield { operation: read, values, sends: `${read.name}, after the update` };
    return unlessSuccess(reading) ?? judge(view, updating, reading, { write: update, read });
  },
});

function judge(
  { contract }: View,
  writing: Exchange,
  reading: Exchange,
  { write, read }: StoredBy,
): Judgement {
  const status = reading.outcome.kind === 'answer' ? reading.outcome.status : 0;
  const schema = contract.schemas.response(read.name, status);
  const lost = lostIn(writing, reading, { write, read }, schema);
  if (!lost) return { holds: true };
  return {
    holds: false,
    expected: `${lost.place} as it was sent: ${JSON.stringify(lost.sent.value)}`,
    received: lost.got === undefined ? `no ${lost.place}` : `${lost.place} ${JSON.stringify(lost.got)}`,
    at: lost.place,
    advice: `Store what ${write.name} takes, and answer it in ${read.name}.`,
    cause: `not kept ${lost.place}`,
  };
}
