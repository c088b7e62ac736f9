import type { Call, OtherApi } from '../other-api/api.js';

/** What is done wrong. */
export type Wrong =
  | 'takes any token'
  | 'takes any client'
  | 'takes any type of content'
  | 'takes a broken form'
  | 'takes a missing title'
  | 'takes an empty title'
  | 'takes a long title'
  | 'takes any count'
  | 'takes any size'
  | 'takes a missing picture'
  | 'takes any shelf'
  | 'breaks at fields it does not know'
  | 'breaks at long texts'
  | 'breaks at types of files';

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

type Does = (wrong: Wrong) => boolean;

/** An API that takes forms of both kinds and files: Node's own reader of forms reads them. */
export function formsApi(api: OtherApi, wrong: readonly Wrong[] = []): NonNullable<OtherApi['instead']> {
  const shelves = new Set<string>();
  return async (call) => {
    try {
      const [status, body] = await answerTo(call, api, shelves, (one) => wrong.includes(one));
      call.send(status, body);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      call.send(error.status, { error_code: error.code, error_type: 'refused' });
    }
    return true;
  };
}

async function answerTo(
  call: Call,
  api: OtherApi,
  shelves: Set<string>,
  does: Does,
): Promise<[status: number, body: unknown]> {
  const { request, path, environment } = call;
  const { clientId, bearerToken } = api.environments[environment];
  const endpoint = path.split('/').at(-1) ?? '';
  const known = ['shelves', 'upload', 'order', 'store', 'notes'].includes(endpoint);
  if (request.method !== 'POST' || !known) throw new Refused(404, 'no_endpoint');
  if (request.headers.authorization !== `Bearer ${bearerToken}` && !does('takes any token'))
    throw new Refused(401, 'token');
  if (path.split('/')[2] !== clientId) throw new Refused(401, 'client');
  if (endpoint === 'shelves') {
    const shelf = `shelf-${shelves.size + 1000}-${Math.random().toString(36).slice(2, 8)}`;
    shelves.add(shelf);
    return [201, { shelf }];
  }
  if (endpoint === 'store') return store(call, does);
  const form = await formOf(call, endpoint === 'upload' ? 'multipart/form-data' : FORM, does);
  const { lacks, breaks } = checked(form, does);
  if (breaks) throw new Refused(500, 'broke');
  if (endpoint === 'notes') {
    if (!form.get('note')) throw new Refused(400, 'note');
    return [200, { kept: true }];
  }
  if (endpoint === 'order') {
    if (form.get('client') !== clientId && !does('takes any client')) throw new Refused(401, 'client');
    if (form.get('shelf') === null) throw new Refused(400, 'shelf_missing');
    if (!shelves.has(String(form.get('shelf'))) && !does('takes any shelf'))
      throw new Refused(404, 'no_shelf');
  } else if (!(form.get('picture') instanceof File) && !does('takes a missing picture')) {
    throw new Refused(400, 'picture');
  }
  if (lacks !== undefined) throw new Refused(400, lacks);
  return [201, { made: true }];
}

const FORM = 'application/x-www-form-urlencoded';

async function formOf({ request, body }: Call, type: string, does: Does): Promise<FormData> {
  const said = request.headers['content-type'] ?? '';
  const [, only] = /^--(\S+)/.exec(body) ?? [];
  const meant =
    said.startsWith(type) || !does('takes any type of content') ? said : `${type}; boundary=${only}`;
  if (!meant.startsWith(type)) throw new Refused(400, 'content_type');
  try {
    return await new Response(body, { headers: { 'content-type': meant } }).formData();
  } catch {
    if (!does('takes a broken form')) throw new Refused(400, 'broken');
    const form = new FormData();
    form.set('title', 'Ada');
    form.set('picture', new File(['x'], 'x.txt'));
    return form;
  }
}

function checked(form: FormData, does: Does): { lacks?: string; breaks: boolean } {
  const [title, count, size] = ['title', 'count', 'size'].map((name) => form.get(name));
  const texts = [...form.values()].map(String);
  const names = ['title', 'count', 'size', 'tags', 'picture', 'client', 'shelf', 'note', 'mood'];
  const breaks =
    (does('breaks at fields it does not know') && [...form.keys()].some((name) => !names.includes(name))) ||
    (does('breaks at long texts') && texts.some((text) => text.length > 5000));
  const flaws: readonly (readonly [Wrong, boolean, string])[] = [
    ['takes a missing title', title === null, 'title_missing'],
    ['takes an empty title', title === '', 'title_empty'],
    ['takes a long title', typeof title === 'string' && [...title].length > 12, 'title_long'],
    ['takes any count', count !== null && !/^[1-9]\d*$/.test(String(count)), 'count'],
    ['takes any size', size !== null && !['small', 'large'].includes(String(size)), 'size'],
  ];
  const flaw = flaws.find(([wrong, there]) => there && !does(wrong));
  return { breaks, ...(flaw && { lacks: flaw[2] }) };
}

function store({ request, body }: Call, does: Does): [number, unknown] {
  if (does('breaks at types of files') && request.headers['content-type'] === 'application/json')
    throw new Refused(500, 'broke');
  return [201, { stored: body.length }];
}

const saved = (status: number, body: unknown, more = {}) => ({
  name: String(status),
  code: status,
  header: [{ key: 'Content-Type', value: 'application/json' }],
  body: JSON.stringify(body),
  ...more,
});
const post = (path: string, body: unknown) => ({ method: 'POST', url: `{{baseUrl}}/${path}`, body });
const notes = (urlencoded: unknown) => post('notes', { mode: 'urlencoded', urlencoded });

export const FORMS = {
  info: { name: 'Forms', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{bearerToken}}', type: 'string' }] },
  variable: [{ key: 'shelf', value: '' }],
  item: [
    {
      name: 'New shelf',
      event: [
        {
          listen: 'test',
          script: { exec: ["pm.collectionVariables.set('shelf', pm.response.json().shelf);"] },
        },
      ],
      request: post('shelves', { mode: 'raw', raw: '{}', options: { raw: { language: 'json' } } }),
      response: [saved(201, { shelf: 'shelf-1000-abcdef' })],
    },
    {
      name: 'Upload',
      request: post('upload', {
        mode: 'formdata',
        formdata: [
          { key: 'title', value: 'Ada "A" Ünal', type: 'text' },
          { key: 'count', value: '3', type: 'text' },
          { key: 'size', value: 'small', type: 'text' },
          { key: 'tags', value: 'one', type: 'text' },
          { key: 'tags', value: 'two', type: 'text' },
          { key: 'picture', type: 'file', src: 'picture.txt' },
        ],
      }),
      response: [saved(201, { made: true })],
    },
    {
      name: 'Order',
      request: post('order', {
        mode: 'urlencoded',
        urlencoded: [
          { key: 'client', value: '{{clientId}}' },
          { key: 'shelf', value: '{{shelf}}' },
          { key: 'title', value: 'Ada & Ünal' },
          { key: 'count', value: '3' },
        ],
      }),
      response: [saved(201, { made: true })],
    },
    {
      name: 'Store',
      request: post('store', { mode: 'file', file: { src: 'picture.txt' } }),
      response: [saved(201, { stored: 3 })],
    },
    {
      name: 'Keep a note',
      request: notes([
        { key: 'note', value: 'soon' },
        { key: 'mood', value: 'good' },
      ]),
      response: [
        saved(200, { kept: true }),
        saved(
          400,
          { error_code: 'note', error_type: 'refused' },
          { originalRequest: notes([{ key: 'mood', value: 'good' }]) },
        ),
      ],
    },
  ],
};

const FIELDS = {
  title: { type: 'string', minLength: 1, maxLength: 12 },
  count: { type: 'integer', minimum: 1 },
  size: { enum: ['small', 'large'] },
};
const schema = (operation: string, properties: unknown, required: readonly string[]): string =>
  JSON.stringify({ 'x-contract': { operation, request: true }, type: 'object', required, properties });

export const FORMS_FILES = {
  'collections/picture.txt': 'a picture\r\n--no boundary--\r\n',
  'collections/contract.yaml': 'operations:\n  New shelf: { role: create }\n  Order: { role: create }\n',
  'schemas/upload.schema.json': schema(
    'Upload',
    {
      ...FIELDS,
      tags: { type: 'array', items: { type: 'string' } },
      picture: { type: 'string', format: 'binary' },
    },
    ['title', 'picture'],
  ),
  'schemas/order.schema.json': schema(
    'Order',
    { ...FIELDS, client: { type: 'string' }, shelf: { type: 'string' } },
    ['title', 'client', 'shelf'],
  ),
};
