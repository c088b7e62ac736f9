import { answering, successes } from '../changes.js';
import { isObject } from '../fields.js';
import type { Call } from '../stages.js';
import type { Variant } from './variant.js';

type Body = Readonly<Record<string, unknown>>;

/** Each object of a success: the answer itself, or each item of a list. */
const objects = (change: (object: Body, call: Call) => Body): Variant['apply'] =>
  successes((body, call) => {
    if (!Array.isArray(body['items'])) return change(body, call);
    return { ...body, items: body['items'].filter(isObject).map((item) => change(item, call)) };
  });

/** The one answer whose schema forbids more fields. */
const closed = ({ endpoint }: Call): boolean => endpoint?.path === '/tokens/revoke';

const times = (rewritten: (time: string) => string): Variant['apply'] =>
  objects((object) =>
    typeof object['created_at'] === 'string'
      ? { ...object, created_at: rewritten(object['created_at']) }
      : object,
  );

const filled = (values: Body): Variant['apply'] =>
  objects((object) => ({
    ...Object.fromEntries(Object.entries(values).filter(([name]) => fits(object, name))),
    ...object,
  }));

/** Optional fields by the kind of object that has them. */
const KIND_OF: Readonly<Record<string, string>> = {
  description: 'kind',
  callback_url: 'attribute_ids',
  sync_interval_minutes: 'source_id',
  birth_date: 'email',
  country: 'email',
  tags: 'email',
  contacts: 'email',
};
const fits = (object: Body, name: string): boolean =>
  Object.hasOwn(object, KIND_OF[name] ?? '') &&
  // A destination has a source_id too.
  !(name === 'sync_interval_minutes' && Object.hasOwn(object, 'destination_id'));

export const answers: readonly Variant[] = [
  {
    name: 'more-fields',
    says: 'Successes carry more fields, objects among them.',
    apply: objects((object, call) =>
      closed(call)
        ? object
        : { ...object, object_version: 3, links: { self: call.path }, labels: [], archived_at: null },
    ),
  },
  {
    name: 'null-for-absent',
    says: 'Optional fields that were not given are null.',
    apply: filled({
      description: null,
      callback_url: null,
      sync_interval_minutes: null,
      birth_date: null,
      country: null,
    }),
  },
  {
    name: 'empty-list-for-absent',
    says: 'Lists that were not given are empty.',
    apply: filled({ tags: [], contacts: [] }),
  },
  {
    name: 'defaults-told',
    says: 'Fields that were not given come with their default.',
    apply: objects((object) =>
      'source_id' in object && 'type' in object
        ? { enabled: true, sync_interval_minutes: 60, ...object }
        : object,
    ),
  },
  {
    name: 'times-with-offset',
    says: 'Times are told with an offset in place of Z.',
    apply: times((time) => time.replace('Z', '+00:00')),
  },
  {
    name: 'times-without-fraction',
    says: 'Times are told in whole seconds.',
    apply: times((time) => time.replace(/\.\d+/, '')),
  },
  {
    name: 'times-in-microseconds',
    says: 'Times are told in microseconds.',
    apply: times((time) => time.replace('Z', '123Z')),
  },
  {
    name: 'predictions-vary',
    says: 'The same prediction is another one each time.',
    apply: successes((body) =>
      isObject(body['prediction'])
        ? { ...body, prediction: { ...body['prediction'], lifetime_value: Math.random() * 1000 } }
        : body,
    ),
  },
  {
    name: 'export-pending-at-first',
    says: 'A requested export is pending, and nothing is told of its file yet.',
    apply: answering((reply, { endpoint }) => {
      if (endpoint?.path !== '/exports/create' || Buffer.isBuffer(reply.body)) return reply;
      const { size: _, sha256: __, ...body } = reply.body;
      return { ...reply, body: { ...body, status: 'pending' } };
    }),
  },
  {
    name: 'deletion-repeatable',
    says: 'Deleting again what was deleted is answered as the first time.',
    apply: (stages) => {
      const done = new Set<string>();
      return {
        handle: (input, call) => {
          if (!call.endpoint?.path.endsWith('/delete')) return stages.handle(input, call);
          const [[idField, id] = ['', '']] = Object.entries(input).filter(([name]) => name.endsWith('_id'));
          if (done.has(String(id))) return { status: 200, body: { [idField]: id, deleted: true } };
          const reply = stages.handle(input, call);
          done.add(String(id));
          return reply;
        },
      };
    },
  },
];
