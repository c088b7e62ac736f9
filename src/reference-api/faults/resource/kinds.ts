import type { Collection, Store } from '../../store.js';

/** Kinds of objects, as their folder and their place in the store are called. */
export type Kind = 'customers' | 'attributes' | 'sources' | 'destinations' | 'models';

/** The store with another collection of one kind. */
export const storeWith = (store: Store, kind: Kind, collection: Collection): Store => ({
  ...store,
  [kind]: collection,
});
