import { randomUUID } from 'node:crypto';
import { type Change, dropping, mistaking, withStatus } from '../../changes.js';
import { Refusal } from '../../refusal.js';
import { Collection } from '../../store.js';
import { at, type Fault } from '../fault.js';

const CREATE = '/destinations/create';
const UNKNOWN = 'UNKNOWN_REFERENCE';
const DUPLICATE = 'DUPLICATE_VALUE';

/** Does not look whether there is what is referred to; in a list, from a position on. */
class Credulous extends Collection {
  constructor(
    readonly real: Collection,
    readonly from: number,
  ) {
    super(real.idField, real.prefix);
  }

  override refer(id: unknown, field: string): void {
    const position = Number(/\[(\d+)\]/.exec(field)?.[1] ?? 0);
    if (position < this.from) this.real.refer(id, field);
  }
}

/** Takes references of a destination without looking whether there is such an object. */
const unchecked =
  (kind: 'sources' | 'attributes', from = 0): Change =>
  (stages) => ({
    handle: (input, call) => {
      const store = { ...call.store, [kind]: new Credulous(call.store[kind], from) };
      return stages.handle(input, { ...call, store });
    },
  });

export const reference: readonly Fault[] = [
  {
    name: 'unknown-source-accepted',
    says: 'A destination is created for a source that does not exist.',
    rule: 'parameter/unknown-reference',
    ...at(CREATE, unchecked('sources')),
  },
  {
    name: 'unknown-attribute-accepted',
    says: 'A destination is created with attributes that do not exist in production.',
    rule: 'parameter/unknown-reference',
    only: 'production',
    ...at(CREATE, unchecked('attributes')),
  },
  {
    name: 'unknown-later-attribute-accepted',
    says: 'A destination is created with attributes of which only the first is looked up.',
    rule: 'parameter/unknown-reference',
    ...at(CREATE, unchecked('attributes', 1)),
  },
  {
    name: 'unknown-reference-crashes',
    says: 'A reference to an object that does not exist ends in a server error.',
    rule: 'parameter/unknown-reference',
    ...at(CREATE, mistaking(UNKNOWN, new Error('violates foreign key constraint'))),
  },
  {
    name: 'unknown-reference-answers-409',
    says: 'A reference to an object that does not exist is answered with 409, which is not documented, in sandbox.',
    rule: 'parameter/unknown-reference',
    only: 'sandbox',
    ...at(CREATE, withStatus(UNKNOWN, 409)),
  },
  {
    name: 'prediction-for-unknown-customer',
    says: 'A prediction is made for a customer who does not exist.',
    rule: 'parameter/unknown-reference',
    ...at('/models/predict', (stages) => ({
      handle: (input, call) => {
        const { customer_id } = input;
        const any = call.store.customers.all().at(-1)?.['customer_id'];
        if (!any || call.store.customers.find(customer_id)) return stages.handle(input, call);
        const { status, body } = stages.handle({ ...input, customer_id: any }, call);
        return { status, body: { ...body, customer_id } };
      },
    })),
  },
  {
    name: 'duplicate-email-accepted',
    says: 'Two customers are created with one email.',
    rule: 'parameter/duplicate',
    ...at('/customers/create', (stages) => ({
      handle: (input, call) => {
        try {
          return stages.handle(input, call);
        } catch (error) {
          if (!(error instanceof Refusal) || error.code !== DUPLICATE) throw error;
          const { email } = input;
          const reply = stages.handle({ ...input, email: `again.${randomUUID()}@example.com` }, call);
          return { ...reply, body: { ...reply.body, email } };
        }
      },
    })),
  },
  {
    name: 'duplicate-email-crashes',
    says: 'A second customer with one email ends in a server error.',
    rule: 'parameter/duplicate',
    ...at('/customers/create', mistaking(DUPLICATE, new Error('violates unique constraint'))),
  },
  {
    name: 'duplicate-answers-409',
    says: 'A second customer with one email is answered with 409, which is not documented.',
    rule: 'parameter/duplicate',
    ...at('/customers/create', withStatus(DUPLICATE, 409)),
  },
  {
    name: 'duplicate-answers-404',
    says: 'A second customer with one email is answered with 404 in production.',
    rule: 'parameter/duplicate',
    only: 'production',
    ...at('/customers/create', mistaking(DUPLICATE, new Refusal('RESOURCE_NOT_FOUND', 'no room'))),
  },
  {
    name: 'duplicate-drops-connection',
    says: 'A second customer with one email drops the connection.',
    rule: 'parameter/duplicate',
    ...at('/customers/create', dropping(DUPLICATE)),
  },
];
