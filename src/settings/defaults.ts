/** What holds where nothing is said. */
export const DEFAULTS = {
  /** Milliseconds for one request. */
  timeout: 10_000,
  retries: 2,
  /** Requests per second that production gets. */
  productionRate: 5,
} as const;
