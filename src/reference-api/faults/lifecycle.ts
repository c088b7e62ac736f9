import { withHeaders } from '../changes.js';
import { at, type Fault } from './fault.js';

const DAY = 86_400_000;
const dated = (days: number): string => new Date(Date.now() + days * DAY).toUTCString();

export const lifecycle: readonly Fault[] = [
  {
    name: 'sunset-past',
    says: 'The Sunset of the listing of attributes was yesterday.',
    rule: 'lifecycle/deprecation',
    ...at(
      '/attributes/list',
      withHeaders(() => ({ Sunset: dated(-1) })),
    ),
  },
  {
    name: 'sunset-long-past-in-production',
    says: 'Predictions have been deprecated, and their Sunset was a year ago, in production.',
    rule: 'lifecycle/deprecation',
    only: 'production',
    ...at(
      '/models/predict',
      withHeaders(() => ({
        Deprecation: `@${Math.floor(Date.now() / 1000) - 800 * 86_400}`,
        Sunset: dated(-365),
      })),
    ),
  },
  {
    name: 'sunset-past-everywhere',
    says: 'Every answer tells of a Sunset in the past.',
    rule: 'lifecycle/deprecation',
    apply: withHeaders(() => ({ Deprecation: 'true', Sunset: dated(-30) })),
  },
];
