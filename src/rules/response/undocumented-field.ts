import { isRecord, leaves } from '../../contract/places.js';
import type { SchemaPart } from '../../contract/schema-parts.js';
import { isSuccess } from '../../contract/statuses.js';
import type { ObservationRule } from '../rule.js';
import { schemaOfAnswer } from '../support/answer-schema.js';
import { type DocumentedFields, documentedFields } from '../support/documented-fields.js';
import { read } from '../support/reading.js';
import { forbidden, kindsOf } from '../support/schemas.js';

export const undocumentedField: ObservationRule = {
  id: 'response/undocumented-field',
  kind: 'observation',
  documented: ['D3', 'D11', 'D12'],
  says: 'Fields that the schema of the answer does not know are drift; a field that it forbids breaks the contract.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts: 'more fields, as a note; not where the schema forbids them',
  plan: ({ contract, operation }) =>
    contract.schemas.statuses(operation.name).length > 0 || contract.schemas.error
      ? undefined
      : { skip: 'no schema describes the answers of the operation' },
  judge: ({ exchange }, { contract: { schemas }, operation }) => {
    const reading = read(exchange);
    if (!reading || reading.answer.defect || reading.json === undefined) return undefined;
    const { status, graphql } = reading.answer;
    if (graphql === 'errors') return undefined;
    const bound =
      schemaOfAnswer({ schemas }, operation, reading.answer) ??
      (isSuccess(status) ? undefined : schemas.error);
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
    const unknown = unknownFields(reading.json, documentedFields(bound));
    return { holds: true, notes: unknown.map((place) => `undocumented field ${place}`) };
  },
};

function unknownFields(json: unknown, fields: DocumentedFields): string[] {
  const found = new Set<string>();
  const open: { place: string; value: unknown; parts: readonly SchemaPart[] }[] = [
    { place: '$', value: json, parts: fields.root },
  ];
  for (let next = open.pop(); next && found.size < 10; next = open.pop()) {
    const { place, value, parts } = next;
    if (Array.isArray(value)) {
      for (const [index, item] of [...value.entries()].reverse())
        open.push({ place: `${place}[]`, value: item, parts: fields.inside(parts, index) ?? [] });
    } else if (isRecord(value)) {
      for (const [name, member] of Object.entries(value).reverse()) {
        const speaking = fields.inside(parts, name);
        if (speaking) open.push({ place: `${place}.${name}`, value: member, parts: speaking });
        else if (!leaves(member).next().done) found.add(`${place}.${name}`);
      }
    }
  }
  return [...found];
}
