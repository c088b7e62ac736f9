import type { WireRequest } from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import { following } from '../request/build.js';
import type { Cookies } from '../request/cookies.js';
import { postman } from '../request/postman.js';
import { gatewayAgents } from './newman/gateway.js';
import { behind, type Sent } from './newman/runner.js';

/**
 * Follows the redirect that a request was answered with, and those behind it, as newman does: it is Postman's own
 * client that reads the answers and makes the next requests (method, body, headers, Referer, cookies, how many).
 *
 * @param first the request's exchange, which is not made again
 * @param cookies that the request carries for answers before it
 * @param send sends what a redirect leads to
 * @returns the last exchange, with those before it
 */
export async function follow(
  operation: Operation,
  request: WireRequest,
  first: Sent,
  cookies: Cookies | undefined,
  send: (leg: WireRequest) => Promise<Sent>,
): Promise<Sent> {
  const { Request } = postman();
  const options = following(operation, request, cookies);
  let sent: Sent | undefined;
  const agents = gatewayAgents(async (leg) => {
    sent = sent ? behind(sent, await send(leg)) : first;
    return { outcome: sent.raw };
  });
  await new Promise<void>((resolve) => {
    const client = new Request({
      ...options,
      agents,
      proxy: false,
      callback: () => resolve(),
    });
    // It listens to itself anew for each request: of many redirects, Node would warn.
    client.setMaxListeners(0);
  });
  return sent ?? first;
}
