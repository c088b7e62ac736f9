import { Refusal } from '../refusal.js';
import type { Call, Endpoint } from '../stages.js';
import { type Beside, onlyAt } from './beside.js';

const PATH = '/files/upload';
const ENDPOINT: Endpoint = {
  path: PATH,
  scope: 'customers:write',
  fields: {},
  handle: (input) => ({ status: 201, body: { title: input['title'], size: String(input['file']).length } }),
};

const form = (...formdata: readonly object[]) => ({
  method: 'POST',
  url: `{{baseUrl}}${PATH}`,
  body: { mode: 'formdata', formdata },
});
const saved = (code: number, body: object, originalRequest: object) => ({
  name: String(code),
  code,
  header: [{ key: 'Content-Type', value: 'application/json' }],
  body: JSON.stringify(body),
  originalRequest,
});
const TITLE = { key: 'title', value: 'A list', type: 'text' };
const CONTENT = { key: 'file', value: 'one, two', type: 'text' };

/** An endpoint that takes a form in parts. */
export const uploads: Beside = {
  path: PATH,
  requests: [
    {
      name: 'Send a form',
      request: form(TITLE, CONTENT),
      response: [
        saved(201, { title: 'A list', size: 8 }, form(TITLE, CONTENT)),
        saved(
          400,
          { error_code: 'MISSING_FIELD', error_type: 'INVALID_REQUEST', field: 'title' },
          form(CONTENT),
        ),
      ],
    },
  ],
  apply: (stages) =>
    onlyAt(PATH, stages, {
      route: (call) => (call.method === 'POST' ? ENDPOINT : stages.route(call)),
      contentType: ({ request }) => {
        if (!/^multipart\/form-data\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
          throw new Refusal('UNSUPPORTED_CONTENT_TYPE', 'Content-Type must be multipart/form-data');
      },
      parse: (call) => {
        const boundary = boundaryOf(call);
        if (boundary === undefined || !call.body.includes(`--${boundary}--`))
          throw new Refusal('MALFORMED_JSON', 'the form does not end with its boundary');
        return partsOf(call.body, boundary);
      },
      validate: (input) => {
        for (const field of ['title', 'file'])
          if (input[field] === undefined) throw new Refusal('MISSING_FIELD', `${field} is missing`, field);
      },
    }),
};

const boundaryOf = ({ request }: Call): string | undefined =>
  /boundary="?([^\s";]+)/i.exec(request.headers['content-type'] ?? '')?.[1];

/** The parts of a form, as far as it goes. */
function partsOf(body: Buffer, boundary = ''): Record<string, unknown> {
  const parts = body.toString('utf8').split(`--${boundary}`);
  return Object.fromEntries(
    parts.flatMap((part) => {
      const [head = '', ...content] = part.split('\r\n\r\n');
      const name = /\bname="([^"]*)"/.exec(head)?.[1];
      return name === undefined ? [] : [[name, content.join('\r\n\r\n').replace(/\r\n$/, '')]];
    }),
  );
}

/** Reads a form that breaks off, or does not say its boundary, as if it did not. */
export const readAnyhow = (call: Call): Record<string, unknown> =>
  partsOf(call.body, /^--(\S+)/.exec(call.body.toString('latin1'))?.[1]);
