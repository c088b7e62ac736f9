import type { RequestListener } from 'node:http';
import { pathSegments } from '../../src/contract/items.js';
import type { Contract } from '../../src/contract/model.js';

/** Answers a request with the saved success of the operation that it looks like, and `200 {}` where there is none. */
export function answersOf({ operations }: Contract): RequestListener {
  const routes = operations.map(({ method, request, examples }) => ({
    method,
    segments: pathSegments(request),
    example: examples.find(({ status }) => status >= 200 && status < 300),
  }));
  return (request, response) => {
    const segments = (request.url ?? '')
      .replace(/[?#].*$/, '')
      .split('/')
      .filter((part) => part !== '');
    const route = routes.find(
      ({ method, segments: own }) =>
        method === request.method &&
        own.length === segments.length &&
        own.every((part, index) => /^:|\{\{/.test(part) || part === segments[index]),
    );
    request.resume();
    response.writeHead(route?.example?.status ?? 200, { 'Content-Type': 'application/json' });
    response.end(route?.example?.body ?? '{}');
  };
}
