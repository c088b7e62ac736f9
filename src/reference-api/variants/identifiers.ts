import type { Store } from '../store.js';
import type { Variant } from './variant.js';

const KINDS = ['customers', 'attributes', 'sources', 'destinations', 'exports'] as const;

/** Identifiers of the documented form, made in another way. */
const made = (next: () => () => string): Variant['apply'] => {
  return (stages) => {
    const prepared = new WeakSet<Store>();
    return {
      accept: (call) => {
        if (!prepared.has(call.store)) for (const kind of KINDS) call.store[kind].nextId = next();
        prepared.add(call.store);
        return stages.accept(call);
      },
    };
  };
};

const padded = (value: string): string => value.padStart(20, '0').slice(-20);

export const identifiers: readonly Variant[] = [
  {
    name: 'sequential-identifiers',
    says: 'Identifiers count up from one.',
    apply: made(() => {
      let last = 0;
      return () => {
        last += 1;
        return padded(String(last));
      };
    }),
  },
  {
    name: 'identifiers-by-time',
    says: 'Identifiers begin with the time of their creation.',
    apply: made(() => () => {
      const time = Date.now().toString(16).padStart(12, '0');
      return time + Math.random().toString(16).slice(2).padEnd(8, '0').slice(0, 8);
    }),
  },
  {
    name: 'identifiers-of-digits',
    says: 'Identifiers hold digits only.',
    apply: made(
      () => () => padded(Array.from({ length: 20 }, () => Math.floor(Math.random() * 10)).join('')),
    ),
  },
];
