/** Statuses that the document gives to errors (`D10`). */
export const ERROR_STATUSES: readonly number[] = [400, 401, 403, 404, 429, 500, 503];

/** The nine statuses of the document (`D10`). */
export const DOCUMENTED_STATUSES: readonly number[] = [200, 201, ...ERROR_STATUSES];

/** Statuses, and ranges of them: `4xx`. */
export type StatusSet = readonly (number | string)[];

export const coversStatus = (set: StatusSet, status: number): boolean =>
  set.some((one) => one === status || (typeof one === 'string' && one[0] === String(status)[0]));
export const isSuccess = (status: number): boolean => status >= 200 && status < 300;
