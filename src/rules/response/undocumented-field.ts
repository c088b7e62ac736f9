import type { BoundSchema, SchemaSet } from '../../contract/model.js';
import { isRecord, leaves } from '../../contract/places.js';
import { isSuccess } from '../../contract/statuses.js';
import type { ObservationRule } from '../rule.js';
import { read } from '../support/reading.js';
import { namesIn } from '../support/schema-names.js';
import { forbidden, kindsOf } from '../support/schemas.js';

export const undocumentedField: ObservationRule = {
  id: 'response/undocumented-field',
  kind: 'observation',
  documented: ['D3', 'D11', 'D12'],
  says: 'Fields that no schema knows are drift; a field that a schema forbids breaks the contract.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts: 'more fields, as a note; not where the schema forbids them',
  plan: ({ contract, operation }) =>
    contract.schemas.statuses(operation.name).some(isSuccess) || contract.schemas.error
      ? undefined
      : { skip: 'no schema describes the answers of the operation' },
  judge: ({ exchange }, { contract: { schemas }, operation }) => {
    const reading = read(exchange);
    if (!reading || reading.answer.defect || !isRecord(reading.json)) return undefined;
    const { status, graphql } = reading.answer;
    if (graphql === 'errors') return undefined;
    const bound = schemas.response(operation.name, status) ?? (isSuccess(status) ? undefined : schemas.error);
    if (!bound) return undefined;
    const violations = bound.complete ? forbidden(bound, reading.json) : [];
    const [first] = violations;
    if (first) {
      return {
        holds: false,
        expected: `no field that ${bound.file} forbids`,
        received: `${first.place}, which is not allowed`,
        at: first.place,
        advice: 'Take the field out of the answer, or allow it in the schema.',
        cause: `forbidden ${first.generalPlace}`,
        kinds: kindsOf(violations),
      };
    }
    const unknown = unknownFields(reading.json, namesOf(bound, schemas));
    return { holds: true, notes: unknown.map((place) => `undocumented field ${place}`) };
  },
};

const known = new WeakMap<object, ReadonlySet<string>>();

function namesOf({ schema }: BoundSchema, { shared }: SchemaSet): ReadonlySet<string> {
  const names = known.get(schema) ?? namesIn(schema, shared);
  known.set(schema, names);
  return names;
}

function unknownFields(json: unknown, names: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  const open: { place: string; value: unknown; known: boolean }[] = [
    { place: '$', value: json, known: true },
  ];
  for (let next = open.pop(); next && found.size < 10; next = open.pop()) {
    const { place, value, known } = next;
    if (!known) {
      if (!leaves(value).next().done) found.add(place);
    } else if (Array.isArray(value)) {
      for (const item of [...value].reverse()) open.push({ place: `${place}[]`, value: item, known });
    } else if (isRecord(value)) {
      for (const [name, member] of Object.entries(value).reverse())
        open.push({ place: `${place}.${name}`, value: member, known: names.has(name) });
    }
  }
  return [...found];
}
