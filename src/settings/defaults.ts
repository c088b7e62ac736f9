/** What holds where nothing is said. */
export const DEFAULTS = {
  /** Milliseconds for one request. */
  timeout: 10_000,
  retries: 2,
  /** Seconds that are waited for the rate limit of one operation. */
  maxWait: 120,
  /** Requests per second that production gets. */
  productionRate: 5,
} as const;
