import { withHeaders } from '../../changes.js';
import { at, type Fault } from '../fault.js';

export const header: readonly Fault[] = [
  {
    name: 'request-id-header-empty',
    says: 'The header X-Request-Id is there and empty.',
    rule: 'response/header',
    ...at(
      '/customers/get',
      withHeaders(() => ({ 'X-Request-Id': '' })),
    ),
  },
];
