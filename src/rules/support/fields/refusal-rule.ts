import type { Cause } from '../../../contract/model.js';
import type { Probe, ProbeRule, Skip, View } from '../../rule.js';
import { does, parametersOf } from '../list-parameters.js';
import { judgeRefusal, judgeUnknown } from '../refused.js';
import { type FieldChange, type Refused, violated, withChange } from './changed-field.js';
import { type Described, described } from './described.js';
import { type Field, isFile } from './field.js';
import { perOperation } from './per-operation.js';
import { fieldName, fieldPlace } from './place.js';
import { provenBy, shownProbes } from './shown-probes.js';

interface FieldRule extends Pick<ProbeRule, 'id' | 'says' | 'sends'> {
  /** The reason in the words of the catalogue; none where the catalogue may rightly give another. */
  readonly cause?: Cause;
  /** Keywords by which the schema refuses the change. */
  readonly by: Refused;
  /** Why there may be nothing to change, for the reader. */
  readonly none: string;
  /** The same of a form, where it is another reason. */
  readonly noneInForm?: string;
  readonly advice: string;
  /** Changes that the schema may refuse; those that it allows are left out. */
  changes(field: Field): readonly FieldChange[];
}

type Planned = Omit<FieldRule, 'cause'> & { readonly cause: Cause | undefined };

/** A rule that sends the valid request with one field changed so that its schema refuses it. */
export function refusalRule(rule: FieldRule): ProbeRule {
  const looksUp = rule.cause !== 'field-missing';
  return {
    id: rule.id,
    kind: 'probe',
    documented: ['D10'],
    says: rule.says,
    sends: rule.sends,
    accepts: looksUp ? '400; 404 too for an identifier, since nothing has such a one' : '400',
    plan: perOperation((view) => plan(rule, view)),
    judge: (exchange, { at }, context) => {
      const identifier = looksUp && context.view.sample.identifiers.some(({ place }) => place === at);
      const judge = identifier ? judgeUnknown : judgeRefusal;
      return judge(exchange, 'parameter', context, rule.advice, identifier ? [404] : []);
    },
  };
}

function plan(rule: FieldRule, view: View): readonly Probe[] | Skip {
  const body = described(view);
  if ('undescribed' in body) {
    const probes = shownProbes(rule.id, rule.cause, view);
    return probes.length > 0
      ? probes
      : { skip: `${body.undescribed}, and no saved error example shows such a change` };
  }
  if ('skip' in body) return body;
  const { complete } = body.oracle.schema;
  const proven = provenBy(view, complete);
  const causeOf = causeBy(rule, view);
  const probes = body.fields
    .filter((field) => field.path.length > 0 && proven(rule.id, field.path))
    // Of a file it can be said that it is missing, and nothing else.
    .filter((field) => rule.id === 'parameter/required' || !isFile(field, body))
    .flatMap((field) => {
      const known = { ...rule, cause: causeOf(field) };
      return rule.changes(field).flatMap((change) => probeOf(known, body, field, change));
    });
  // A schema that is inferred from one request alone requires nothing.
  const shown =
    complete || rule.id !== 'parameter/required' ? [] : shownProbes(rule.id, rule.cause, view, true);
  const all = [...probes, ...shown.filter(({ at }) => !probes.some((one) => one.at === at))];
  if (all.length > 0) return all;
  if (body.oracle.form && rule.noneInForm !== undefined) return { skip: rule.noneInForm };
  return {
    skip: complete ? rule.none : `${rule.none} and is shown by a saved error example: its schema is inferred`,
  };
}

function probeOf(rule: Planned, { oracle, body }: Described, field: Field, change: FieldChange): Probe[] {
  if (violated(oracle, body, field, change, rule.by) === undefined) return [];
  const { strict } = oracle;
  const name = fieldName(field.path);
  return [
    {
      variation: change.what === undefined ? name : `${name} ${change.what}`,
      sends: `the valid request ${change.sends}`,
      ...(rule.cause && { cause: rule.cause }),
      expects: 'refusal',
      at: fieldPlace(field.path),
      change: (request) => withChange(request, (json) => violated(strict, json, field, change, rule.by)),
    },
  ];
}

/** Whether a wrong identifier or cursor is an invalid field or something that does not exist is open. */
function causeBy({ cause }: FieldRule, view: View): (field: Field) => Cause | undefined {
  if (cause !== 'field-invalid') return () => cause;
  const cursors = parametersOf(view).filter(does('cursor'));
  const open = new Set([
    ...view.sample.identifiers.map(({ place }) => place),
    ...cursors.map(({ path }) => fieldPlace(path)),
  ]);
  return ({ path }) => (open.has(fieldPlace(path)) ? undefined : cause);
}
