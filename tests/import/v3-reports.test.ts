import { describe, expect, test } from 'vitest';
import { own } from '../../src/contract/json.js';
import {
  firstItem,
  firstRequest,
  itemsOf,
  notesOf,
  objectAt,
  request,
  taken,
  takenRequest,
} from './v3-directory.js';

const example = (name: string) =>
  `$kind: http-example\nname: ${name}\nresponse: {statusCode: 200, statusText: OK, body: {type: json, content: '{}'}}\n`;

describe('A request says what was changed in it', () => {
  test.each<[line: string, note: string, part: object]>([
    ['header: {A: b}', '3:1: the key "header" has no meaning here', { header: [] }],
    [
      'headers: {A: 1.10}',
      '3:11: `A` is no text in quotes, and was taken as it is written',
      { header: [{ key: 'A', value: '1.10' }] },
    ],
    [
      'headers: {A: true}',
      '3:11: `A` is no text in quotes, and was taken as it is written',
      { header: [{ key: 'A', value: 'true' }] },
    ],
    [
      'headers: {A: 12345678901234567890}',
      '3:11: `A` is no text in quotes, and was taken as it is written',
      { header: [{ key: 'A', value: '12345678901234567890' }] },
    ],
    [
      "headers: [{key: A, value: b, $type: ''}]",
      '3:30: the key "$type" has no meaning here',
      { header: [{ key: 'A', value: 'b' }] },
    ],
    ['method: !verb PATCH', '3:9: passed over: Unresolved tag: !verb', { method: 'PATCH' }],
    ['body: {type: text}', '3:8: the body has no `content`, and was taken as empty', { body: { raw: '' } }],
    ['body: {type: none, content: a}', '3:20: a body of type none has content', { method: 'GET' }],
    [
      'body: {type: text, content: a, disabled: true}',
      '3:32: the key "disabled" has no meaning here',
      { body: { raw: 'a' } },
    ],
    [
      'body: {type: formdata, content: {a: b}}',
      '3:24: a form is written as a list, and this mapping was taken as its texts',
      { body: { formdata: [{ key: 'a', value: 'b', type: 'text' }] } },
    ],
    [
      'body: {type: formdata, content: [{key: a, src: b}]}',
      '3:35: a part of the form has no `type`, and was taken as file',
      { body: { formdata: [{ key: 'a', type: 'file', src: 'b' }] } },
    ],
    [
      'body: {type: file, content: a.txt}',
      '3:20: a file is written as `src: path`, and this text was taken as its path',
      { body: { file: { src: 'a.txt' } } },
    ],
    [
      'auth: {type: inherit}',
      '3:8: auth of type inherit was taken as no auth of its own, which inherits',
      {},
    ],
    [
      'auth: [{type: noauth}]',
      '3:1: a request has one auth, not a list of them; the last was taken',
      { auth: { type: 'noauth' } },
    ],
    [
      'auth: {type: noauth, credentials: {a: b}}',
      '3:22: the key "credentials" has no meaning here',
      { auth: { type: 'noauth' } },
    ],
    [
      'auth: {type: basic, credentials: {username: 7}}',
      '3:35: `username` is no text in quotes, and was taken as it is written',
      { auth: { basic: [{ key: 'username', value: '7', type: 'string' }] } },
    ],
    ['auth: {type: basic}', '3:8: the auth has no credentials', { auth: { type: 'basic', basic: [] } }],
  ])('%s', async (line, note, part) => {
    const read = await takenRequest(line);
    expect(read.flaws).toEqual([]);
    expect(notesOf(read)).toContain(`R.request.yaml:${note}`);
    expect(firstRequest(read)).toMatchObject(part);
  });

  test('never with a value that may be a secret', async () => {
    const read = await takenRequest('auth: {type: basic, credentials: {password: 990011}, token: s3cr3t}');
    expect(read.notes).toHaveLength(2);
    expect(JSON.stringify(read.notes)).not.toMatch(/990011|s3cr3t/);
  });

  test('with the key that was meant, where one is near', async () => {
    const { notes } = await takenRequest('header: {A: b}');
    expect(notes).toMatchObject([{ fate: 'lost', fix: 'Did you mean "headers"' }]);
  });
});

describe('What is missing in an answer, or written as in v2.1, has one meaning only', () => {
  test.each<[title: string, answer: string, part: object, note: string]>([
    [
      'a status text',
      '{statusCode: 404, body: {type: text, content: a}}',
      { code: 404, status: 'Not Found' },
      'the answer has no `statusText`, and was taken as "Not Found"',
    ],
    [
      'a body',
      '{statusCode: 204, statusText: No Content}',
      { code: 204, body: '' },
      'the answer has no `body`, and was taken as empty',
    ],
  ])('so %s is filled in, and told', async (_title, answer, part, note) => {
    const read = await taken({
      'R.request.yaml': request(),
      '.resources/R.resources/examples/A.example.yaml': `$kind: http-example\nresponse: ${answer}\n`,
    });
    expect(read.flaws).toEqual([]);
    expect(own(firstItem(read), 'response')).toMatchObject([part]);
    expect(read.notes.map(({ fact }) => fact)).toEqual([note]);
  });

  test('so a mapping of system headers is read as the list of those that are off', async () => {
    const read = await takenRequest('settings: {disabledSystemHeaders: {Host: true, accept: false}}');
    expect(read.flaws).toEqual([]);
    expect(own(firstItem(read), 'protocolProfileBehavior')).toEqual({
      disabledSystemHeaders: { host: true },
    });
    expect(read.notes).toMatchObject([{ fate: 'changed', place: 'R.request.yaml:3:12' }]);
  });
});

describe('The URL and queryParams', () => {
  test.each<[title: string, lines: string[], raw: string, query: object[], notes: number]>([
    [
      'join, a listed key taking the place of its pairs',
      ["url: 'http://a.test/x?a=1&b=2'", "queryParams: {a: other, c: '3'}"],
      'http://a.test/x?b=2&a=other&c=3',
      [
        { key: 'b', value: '2' },
        { key: 'a', value: 'other' },
        { key: 'c', value: '3' },
      ],
      1,
    ],
    [
      'join, a disabled entry taking its pair out',
      ["url: 'http://a.test/x?a=1&b=2#h'", "queryParams: [{key: a, value: '1', disabled: true}]"],
      'http://a.test/x?b=2#h',
      [
        { key: 'b', value: '2' },
        { key: 'a', value: '1', disabled: true },
      ],
      1,
    ],
    [
      'join where the URL has no query',
      ["url: 'http://a.test/x'", 'queryParams: {a: b, n: null}'],
      'http://a.test/x?a=b&n',
      [
        { key: 'a', value: 'b' },
        { key: 'n', value: null },
      ],
      0,
    ],
    [
      'are that of the URL where nothing is listed',
      ["url: 'http://a.test/x?a&b=&a=2'"],
      'http://a.test/x?a&b=&a=2',
      [
        { key: 'a', value: null },
        { key: 'b', value: '' },
        { key: 'a', value: '2' },
      ],
      0,
    ],
    [
      'agree without a word',
      ["url: 'http://a.test/x?a=1&a=2'", "queryParams: [{key: a, value: '1'}, {key: a, value: '2'}]"],
      'http://a.test/x?a=1&a=2',
      [
        { key: 'a', value: '1' },
        { key: 'a', value: '2' },
      ],
      0,
    ],
  ])('%s', async (_, lines, raw, query, notes) => {
    const read = await takenRequest(...lines);
    expect(objectAt(firstRequest(read), 'url')).toMatchObject({ raw, query });
    expect(read.notes).toHaveLength(notes);
  });

  test('leave a path variable that nothing fills in', async () => {
    const read = await takenRequest(
      "url: 'http://a.test/:id/:other'",
      'pathVariables: [{key: id, value: a b, description: d, disabled: true}]',
    );
    expect(notesOf(read)).toEqual([]);
    expect(objectAt(firstRequest(read), 'url')).toMatchObject({
      path: [':id', ':other'],
      variable: [{ key: 'id', value: 'a b', description: 'd', disabled: true }],
    });
  });

  test('may be missing', async () => {
    const read = await taken({ 'R.request.yaml': '$kind: http-request\n' });
    expect(notesOf(read)).toEqual([]);
    expect(firstRequest(read)).toMatchObject({ method: 'GET', url: { raw: '' } });
  });
});

describe('A body on a method that newman prunes', () => {
  test.each(['GET', 'head', 'COPY', 'PURGE', 'UNLOCK'])('is kept on %s', async (method) => {
    const read = await takenRequest(`method: ${method}`, 'body: {type: text, content: a}');
    expect(own(firstItem(read), 'protocolProfileBehavior')).toEqual({ disableBodyPruning: true });
  });

  test('needs nothing on POST', async () => {
    const read = await takenRequest('method: POST', 'body: {type: text, content: a}');
    expect(own(firstItem(read), 'protocolProfileBehavior')).toBeUndefined();
  });
});

describe('Scripts', () => {
  test('of one type are all taken, which is said', async () => {
    const read = await takenRequest(
      'scripts: [{type: afterResponse, code: a}, {type: afterResponse, code: "b\\nc"}]',
    );
    expect(notesOf(read)).toEqual([
      'R.request.yaml:3:1: there are several scripts for test; all were taken, where Postman runs the first only',
    ]);
    expect(own(firstItem(read), 'event')).toEqual([
      { listen: 'test', script: { type: 'text/javascript', exec: ['a'] } },
      { listen: 'test', script: { type: 'text/javascript', exec: ['b', 'c'] } },
    ]);
  });

  test('named as in another scope are taken for what they mean, which is said', async () => {
    const read = await taken({
      '.resources/definition.yaml': '$kind: collection\nscripts: [{type: beforeRequest, code: a}]\n',
      'R.request.yaml': request('scripts: [{type: "http:afterResponse", code: b}]'),
    });
    expect(notesOf(read)).toEqual([
      '.resources/definition.yaml:2:12: a script of type beforeRequest was taken as http:beforeRequest, as it is called here',
      'R.request.yaml:3:12: a script of type http:afterResponse was taken as afterResponse, as it is called here',
    ]);
    expect(read.collection).toMatchObject({
      event: [{ listen: 'prerequest' }],
      item: [{ event: [{ listen: 'test' }] }],
    });
  });

  test('of other protocols are lost, which is said', async () => {
    const read = await taken({
      '.resources/definition.yaml': '$kind: collection\nscripts: [{type: "grpc:beforeInvoke", code: a}]\n',
      'R.request.yaml': request(),
    });
    expect(read.notes).toMatchObject([{ fate: 'lost', place: '.resources/definition.yaml:2:12' }]);
    expect(read.flaws).toEqual([]);
  });
});

describe('A definition', () => {
  test('with several auths has its last one taken, which is said', async () => {
    const auth =
      '[{id: a, name: A, type: noauth}, {id: b, name: B, type: bearer, credentials: {token: t}, rules: []}]';
    const read = await taken({
      '.resources/definition.yaml': `$kind: collection\nauth: ${auth}\n`,
      'R.request.yaml': request(),
    });
    expect(notesOf(read)).toEqual([
      '.resources/definition.yaml:2:1: there are 2 entries of auth, of which v2.1 holds one; the last was taken',
      '.resources/definition.yaml:2:96: v2.1 has no rules for when an auth is used',
    ]);
    expect(own(read.collection, 'auth')).toEqual({
      type: 'bearer',
      bearer: [{ key: 'token', value: 't', type: 'string' }],
    });
  });

  test('keeps its variables, secrets marked, and coerced ones told', async () => {
    const variables =
      '[{key: a, value: 5, description: d}, {key: b, value: x, type: secret}, {key: c, value: y, disabled: true}]';
    const read = await taken({
      '.resources/definition.yaml': `$kind: collection\nvariables: ${variables}\n`,
      'R.request.yaml': request(),
    });
    expect(own(read.collection, 'variable')).toEqual([
      { key: 'a', value: '5', description: 'd' },
      { key: 'b', value: 'x', type: 'secret' },
      { key: 'c', value: 'y', disabled: true },
    ]);
    expect(read.notes.map(({ fate }) => fate)).toEqual(['changed', 'advice']);
  });

  test('of a folder keeps variables; its settings mean nothing', async () => {
    const read = await taken({
      'F/.resources/definition.yaml': '$kind: collection\nvariables: {a: b}\nsettings: {strictSSL: true}\n',
      'F/R.request.yaml': request(),
    });
    expect(notesOf(read)).toEqual([
      'F/.resources/definition.yaml:3:1: the key "settings" has no meaning here',
    ]);
    expect(read.collection).toMatchObject({ item: [{ variable: [{ key: 'a', value: 'b' }] }] });
  });
});

describe('Order', () => {
  const named = (order: string) => request(...(order ? [`order: ${order}`] : []));

  test('mixes requests and folders, ties going by name in code units, missing ones as 0', async () => {
    const read = await taken({
      'a.request.yaml': named('1'),
      'B.request.yaml': named('1'),
      'c.request.yaml': named('-0.5'),
      'd.request.yaml': named(''),
      'e/.resources/definition.yaml': '$kind: collection\norder: 0.5\n',
      'e/x.request.yaml': named(''),
      'e/Y.request.yaml': named(''),
    });
    expect(itemsOf(read.collection).map(({ name }) => name)).toEqual(['c', 'd', 'Y', 'x', 'B', 'a']);
    expect(notesOf(read)).toEqual([
      'a.request.yaml: it has the same `order` as B.request.yaml: their names decide',
      'd.request.yaml: it has no `order`, and others beside it have one: it counts as 0',
    ]);
  });

  test('written as a text counts as a number, which is said', async () => {
    const read = await takenRequest("order: '5'");
    expect(notesOf(read)).toEqual(['R.request.yaml:3:1: `order` is a text, and was taken as a number']);
  });
});

describe('Files', () => {
  test('whose names differ in case only are both taken, which is said', async () => {
    const read = await taken({ 'a.request.yaml': request(), 'A.request.yml': request() });
    expect(itemsOf(read.collection)).toHaveLength(2);
    expect(notesOf(read)).toEqual([
      'a.request.yaml: its name is that of A.request.yml but for case; both were taken',
    ]);
  });

  test('with suffixes in upper case are taken, which is said', async () => {
    const read = await taken({
      'A.Request.YAML': request(),
      '.resources/Definition.YML': '$kind: collection\nname: N\n',
    });
    expect(read.collection).toMatchObject({ info: { name: 'N' }, item: [{ name: 'A' }] });
    expect(notesOf(read)).toEqual([
      'A.Request.YAML: its name was taken as if in lower case',
      '.resources/Definition.YML: its name was taken as if in lower case',
    ]);
  });

  test('that are written like parts, but are none, are named', async () => {
    const read = await taken({
      'A.request.yaml': request(),
      'definition.yaml': '$kind: collection\n',
      'other.yaml': 'a: b',
      'README.md': '',
      '.resources/definition.yaml': '$kind: collection\n',
      '.resources/definition.yml': '$kind: collection\n',
      '.resources/S.request.yaml': request(),
      '.resources/A.resources/scripts/test.js': '',
      '.resources/A.resources/messages/M.message.yaml': 'a: b',
      '.resources/Gone.resources/examples/E.example.yaml': example('E'),
      '.git/config.yaml': 'a: b',
      '.vscode/x.yaml': 'a: b',
    });
    expect(read.flaws).toEqual([]);
    expect(itemsOf(read.collection)).toHaveLength(1);
    expect(read.notes.map(({ place, fate }) => `${fate} ${place}`).sort()).toEqual([
      'lost .resources/A.resources/messages/M.message.yaml',
      'lost .resources/A.resources/scripts/test.js',
      'lost .resources/Gone.resources/examples/E.example.yaml',
      'lost .resources/S.request.yaml',
      'lost .resources/definition.yml',
      'lost definition.yaml',
      'lost other.yaml',
    ]);
  });

  test.each(['grpc', 'websocket', 'socket.io', 'mqtt', 'mcp', 'llm'])(
    'of kind %s-request are named, and left out',
    async (kind) => {
      const read = await taken({
        'A.request.yaml': request(),
        'F/O.request.yaml': `$kind: ${kind}-request\nurl: a\n`,
      });
      expect(read.flaws).toEqual([]);
      expect(notesOf(read)).toEqual([
        `F/O.request.yaml:1:1: a request of kind ${kind}-request has no form in v2.1, and is not taken in`,
      ]);
      expect(read.collection).toMatchObject({ item: [{ name: 'A' }, { name: 'F', item: [] }] });
    },
  );

  test('of GraphQL lose their schema, which is said', async () => {
    const read = await taken({
      'G.request.yaml':
        "$kind: graphql-request\nurl: http://a.test\nquery: '{a}'\nschema: {source: auto}\nmethod: GET\n",
    });
    expect(notesOf(read)).toEqual([
      'G.request.yaml:4:1: v2.1 has no place for where the GraphQL schema is',
      'G.request.yaml:5:1: the key "method" has no meaning here',
    ]);
    expect(firstRequest(read)).toMatchObject({
      method: 'POST',
      body: { mode: 'graphql', graphql: { query: '{a}', variables: '' } },
    });
  });
});

describe('Examples', () => {
  const place = '.resources/R.resources/examples';

  test.each([
    ['at the usual place', place, undefined],
    ['beside the request', 'R.resources/examples', undefined],
    ['where the request says', 'saved/of R', './saved/of R/'],
    ['where it says with backslashes', 'saved/of R', '.\\saved\\of R'],
  ])('are found %s', async (_, directory, written) => {
    const read = await taken({
      'R.request.yaml': request(...(written ? [`examples: '${written}'`] : [])),
      [`${directory}/B.example.yaml`]: example('B'),
      [`${directory}/A.example.yml`]: example('A'),
    });
    expect(own(firstItem(read), 'response')).toMatchObject([
      { name: 'A', code: 200 },
      { name: 'B', cookie: [] },
    ]);
    expect(read.collection).toMatchObject({ item: [{ name: 'R' }] });
    expect(read.notes).toHaveLength(written?.includes('\\') ? 1 : 0);
  });

  test('in a directory that is not there are missed', async () => {
    const read = await takenRequest('examples: ./none');
    expect(notesOf(read)).toEqual(['R.request.yaml:3:11: `examples` names a directory that is not there']);
  });

  test('belong to one request only', async () => {
    const read = await taken({
      'R.request.yaml': request(),
      'S.request.yaml': request(`examples: ${place}`),
      [`${place}/A.example.yaml`]: example('A'),
    });
    expect(itemsOf(read.collection).map((item) => own(item, 'response') !== undefined)).toEqual([
      true,
      false,
    ]);
    expect(read.notes).toMatchObject([{ fate: 'lost', place: 'S.request.yaml:3:11' }]);
  });

  test('whose saved request is bare have that of their request', async () => {
    const bare =
      "$kind: http-example\nrequest: {url: '', method: GET}\nresponse: {statusCode: 204, statusText: '', body: {type: text, content: ''}}\n";
    const read = await taken({
      'R.request.yaml': request('method: POST'),
      [`${place}/A.example.yaml`]: bare,
    });
    expect(own(firstItem(read), 'response')).toMatchObject([
      {
        code: 204,
        status: '',
        body: '',
        originalRequest: { method: 'POST', url: { raw: '{{baseUrl}}/things' } },
      },
    ]);
    expect(read.notes).toEqual([]);
  });
});
