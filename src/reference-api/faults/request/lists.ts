import { endpoints } from '../../endpoints/index.js';

/** Endpoints whose every field is optional: where nothing is taken for an empty object, they serve it. */
export const UNDEMANDING: readonly string[] = endpoints
  .filter(({ fields }) => !Object.values(fields).some(({ required }) => required))
  .map(({ path }) => path);
