import { answering, at, type Fault, withBody, writing } from './fault.js';

export const response: readonly Fault[] = [
  {
    name: 'field-missing',
    says: 'A customer that is read lacks created_at.',
    rule: 'response/schema',
    apply: answering((reply, call) =>
      at(call, '/customers/get') ? withBody(reply, ({ created_at: _, ...body }) => body) : reply,
    ),
  },
  {
    name: 'later-item-of-wrong-type',
    says: 'The last item of the list of models has a number for a name.',
    rule: 'response/schema',
    apply: answering((reply, call) => {
      if (!at(call, '/models/list')) return reply;
      return withBody(reply, (body) => {
        const items = Array.isArray(body['items']) ? body['items'] : [];
        return {
          ...body,
          items: items.map((item, index) => (index === items.length - 1 ? { ...item, name: 5 } : item)),
        };
      });
    }),
  },
  {
    name: 'byte-order-mark',
    says: 'Answers begin with a byte order mark.',
    rule: 'response/json',
    apply: writing((text) => `\uFEFF${text}`),
  },
  {
    name: 'repeated-key',
    says: 'Answers about sources hold a key twice.',
    rule: 'response/json',
    apply: writing((text, call) =>
      call.path.startsWith('/sources/') ? `{"request_id":"twice",${text.slice(1)}` : text,
    ),
  },
  {
    name: 'called-html',
    says: 'Answers are called text/html.',
    rule: 'response/content-type',
    apply: (stages) => ({
      serialise: (reply, call) => {
        const written = stages.serialise(reply, call);
        return { ...written, headers: { ...written.headers, 'Content-Type': 'text/html' } };
      },
    }),
  },
  {
    name: 'body-cut',
    says: 'Answers about destinations are cut in the middle.',
    rule: 'response/complete',
    apply: (stages) => ({
      write: (written, call) => {
        if (!call.path.startsWith('/destinations/')) return stages.write(written, call);
        const { status, headers, body } = written;
        call.response.writeHead(status, { ...headers, 'Content-Length': String(body.length) });
        call.response.write(body.subarray(0, body.length >> 1), () => call.response.destroy());
        return undefined;
      },
    }),
  },
  {
    name: 'download-empty',
    says: 'A downloaded export has no bytes.',
    rule: 'response/binary',
    apply: answering((reply) => (Buffer.isBuffer(reply.body) ? { ...reply, body: Buffer.alloc(0) } : reply)),
  },
  {
    name: 'download-short',
    says: 'A downloaded export lacks its last bytes.',
    rule: 'response/binary',
    apply: answering((reply) =>
      Buffer.isBuffer(reply.body) ? { ...reply, body: reply.body.subarray(0, -3) } : reply,
    ),
  },
  {
    name: 'echo-changed',
    says: 'The label of a created source comes back in capitals.',
    rule: 'response/echo',
    apply: answering((reply, call) =>
      at(call, '/sources/create')
        ? withBody(reply, (body) => ({ ...body, label: String(body['label']).toUpperCase() }))
        : reply,
    ),
  },
  {
    name: 'forbidden-field',
    says: 'Revoking a token answers with a field that the schema forbids.',
    rule: 'response/undocumented-field',
    apply: answering((reply, call) =>
      at(call, '/tokens/revoke') ? withBody(reply, (body) => ({ ...body, debug: true })) : reply,
    ),
  },
];
