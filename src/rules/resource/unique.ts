import { resourceOf } from '../../contract/resources.js';
import type { ScenarioRule } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { namesCredential } from '../support/named-resource.js';
import { isJudgement, make } from '../support/resource-steps.js';
import { restsOn } from '../support/rests-on.js';

export const unique: ScenarioRule = {
  id: 'resource/unique',
  kind: 'scenario',
  documented: ['D10'],
  says: 'Two creations have two identifiers.',
  sends: 'the creating request twice',
  accepts: 'another identifier each time',
  plan: (view) => {
    if (view.operation.role !== 'create') return [];
    const resource = resourceOf(view.contract, view.operation);
    if (!resource) return { skip: 'no test of its own keeps the identifier of what it creates' };
    // Who has a valid token may get the same one again.
    if (namesCredential(resource.variable))
      return { skip: 'a token or a secret is no identifier of a resource' };
    return (
      notProbed(view) ?? [
        {
          after: [],
          uses: [],
          rests: restsOn(resource),
          *run(scene) {
            const first = yield* make(resource, scene, { again: true });
            if (isJudgement(first)) return first;
            const second = yield* make(resource, scene, { again: true });
            if (isJudgement(second)) return second;
            if (first.identifier !== second.identifier) return { holds: true };
            return {
              holds: false,
              expected: `another ${resource.variable} for each creation`,
              received: `the same ${resource.variable} twice`,
              at: resource.variable,
              advice: 'Give each new resource an identifier of its own.',
              cause: `same ${resource.variable}`,
            };
          },
        },
      ]
    );
  },
};
