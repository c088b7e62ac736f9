/** An operation of a small API, with its saved success. */
export function itemOf(
  kind: string,
  name: string,
  verb: string,
  body: unknown,
  status: number,
  answer: unknown,
  tests: readonly string[] = [],
) {
  const request = {
    method: 'POST',
    header: [{ key: 'Content-Type', value: 'application/json' }],
    url: { raw: `{{baseUrl}}/${kind}/${verb}`, host: ['{{baseUrl}}'], path: [kind, verb] },
    body: { mode: 'raw', raw: JSON.stringify(body), options: { raw: { language: 'json' } } },
  };
  return {
    name,
    event: tests.length > 0 ? [{ listen: 'test', script: { type: 'text/javascript', exec: tests } }] : [],
    request,
    response: [{ name: 'Success', code: status, body: JSON.stringify(answer), originalRequest: request }],
  };
}
