import type { Endpoint } from '../stages.js';
import type { Store } from '../store.js';
import { idOf, ok, reading } from './common.js';

const of = (store: Store) => store.models;

export const models: readonly Endpoint[] = [
  ...reading('models', of, 'model_id', 'mdl'),
  {
    path: '/models/predict',
    scope: 'models:read',
    fields: { model_id: idOf('mdl'), customer_id: idOf('cus') },
    handle: (input, { store }) => {
      const model = of(store).get(input['model_id']);
      const customer = store.customers.get(input['customer_id']);
      const revenue = typeof customer['monthly_revenue'] === 'number' ? customer['monthly_revenue'] : 100;
      return ok({
        model_id: model['model_id'],
        customer_id: customer['customer_id'],
        prediction: {
          lifetime_value: revenue * 24,
          risk_level: revenue > 500 ? 'low' : 'medium',
          risk_factors: ['tenure', 'usage'],
        },
      });
    },
  },
];
