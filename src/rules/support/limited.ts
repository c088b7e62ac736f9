import type { Exchange } from '../../contract/exchange.js';

/** Whether an answer is about how much is asked, or how busy the server is, and says nothing of the request (`D10`). */
export const isLimited = ({ outcome }: Pick<Exchange, 'outcome'>): boolean =>
  outcome.kind === 'answer' && (outcome.status === 429 || outcome.status === 503);
