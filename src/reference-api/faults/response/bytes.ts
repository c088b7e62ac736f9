import { gzipSync } from 'node:zlib';
import { type Change, ofErrors, withHeaders, writing } from '../../changes.js';
import type { Stages } from '../../stages.js';
import { at, type Fault } from '../fault.js';

type Written = Parameters<Stages['write']>[0];
type Call = Parameters<Stages['write']>[1];

/** Other bytes on the wire. */
const sending =
  (send: (written: Written, call: Call) => void): Change =>
  () => ({ write: (written, call) => send(written, call) });

const called = (type: string | undefined): Change => withHeaders(() => ({ 'Content-Type': type }));

const DESTINATIONS = ['create', 'get', 'list', 'delete'].map((action) => `/destinations/${action}`);
const SOURCES = ['create', 'get', 'list', 'update', 'delete'].map((action) => `/sources/${action}`);

export const bytes: readonly Fault[] = [
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
    ...at(
      SOURCES,
      writing((text) => `{"request_id":"twice",${text.slice(1)}`),
    ),
  },
  {
    name: 'not-a-number',
    says: 'A prediction holds NaN.',
    rule: 'response/json',
    ...at(
      '/models/predict',
      writing((text) => text.replace(/"lifetime_value":[\d.]+/, '"lifetime_value":NaN')),
    ),
  },
  {
    name: 'trailing-comma',
    says: 'Answers about attributes that are read end in a comma too many.',
    rule: 'response/json',
    ...at(
      '/attributes/get',
      writing((text) => text.replace(/\}$/, ',}')),
    ),
  },
  {
    name: 'text-behind-json',
    says: 'A debug line stands behind the JSON where customers are listed.',
    rule: 'response/json',
    ...at(
      '/customers/list',
      writing((text) => `${text}\ndebug: 3 queries`),
    ),
  },
  {
    name: 'text-before-json',
    says: 'A warning stands before the JSON where models are read in sandbox.',
    rule: 'response/json',
    only: 'sandbox',
    ...at(
      '/models/get',
      writing((text) => `Warning: cache is cold\n${text}`),
    ),
  },
  {
    name: 'answer-in-latin-1',
    says: 'The answer to the creation of a destination is in ISO 8859-1.',
    rule: 'response/json',
    ...at(
      '/destinations/create',
      writing((text) => Buffer.from(text.replace('{', '{"note":"caf\u00e9",'), 'latin1')),
    ),
  },
  {
    name: 'single-quotes',
    says: 'Introspecting a token answers in single quotes.',
    rule: 'response/json',
    ...at(
      '/tokens/introspect',
      writing((text) => text.replaceAll('"', "'")),
    ),
  },
  {
    name: 'empty-answer',
    says: 'Updating a customer is answered with no body.',
    rule: 'response/json',
    ...at(
      '/customers/update',
      writing(() => ''),
    ),
  },
  {
    name: 'called-html',
    says: 'Answers are called text/html.',
    rule: 'response/content-type',
    apply: called('text/html'),
  },
  {
    name: 'called-plain-text',
    says: 'Answers to the listing of attributes are called text/plain.',
    rule: 'response/content-type',
    ...at('/attributes/list', called('text/plain; charset=utf-8')),
  },
  {
    name: 'called-nothing',
    says: 'Answers to the reading of sources have no Content-Type in production.',
    rule: 'response/content-type',
    only: 'production',
    ...at('/sources/get', called(undefined)),
  },
  {
    name: 'errors-called-html',
    says: 'Errors are called text/html.',
    rule: 'response/content-type',
    apply: ofErrors(called('text/html')),
  },
  {
    name: 'download-called-json',
    says: 'A downloaded export is called application/json.',
    rule: 'response/content-type',
    ...at('/exports/{export_id}/download', called('application/json')),
  },
  {
    name: 'body-cut',
    says: 'Answers about destinations are cut in the middle.',
    rule: 'response/complete',
    ...at(
      DESTINATIONS,
      sending(({ status, headers, body }, { response }) => {
        response.writeHead(status, { ...headers, 'Content-Length': String(body.length) });
        response.write(body.subarray(0, body.length >> 1), () => response.destroy());
      }),
    ),
  },
  {
    name: 'chunks-cut',
    says: 'The chunks of the list of models end before the last one.',
    rule: 'response/complete',
    ...at(
      '/models/list',
      sending(({ status, headers, body }, { response }) => {
        response.writeHead(status, headers);
        response.write(body.subarray(0, body.length >> 1), () => response.destroy());
      }),
    ),
  },
  {
    name: 'length-too-long',
    says: 'The declared length of a prediction is more than what comes.',
    rule: 'response/complete',
    ...at(
      '/models/predict',
      sending(({ status, headers, body }, { response }) => {
        response.writeHead(status, { ...headers, 'Content-Length': String(body.length + 10) });
        response.write(body, () => response.destroy());
      }),
    ),
  },
  {
    name: 'gzip-not-gzip',
    says: 'The status of an export is called gzip and is not.',
    rule: 'response/complete',
    ...at(
      '/exports/status',
      withHeaders(() => ({ 'Content-Encoding': 'gzip' })),
    ),
  },
  {
    name: 'gzip-cut',
    says: 'The gzip of a created customer lacks its end.',
    rule: 'response/complete',
    ...at('/customers/create', (stages) => ({
      serialise: (reply, call) => {
        const written = stages.serialise(reply, call);
        const body = gzipSync(written.body).subarray(0, -12);
        return { ...written, headers: { ...written.headers, 'Content-Encoding': 'gzip' }, body };
      },
    })),
  },
  {
    name: 'never-ends',
    says: 'The answer to the reading of an attribute stops in the middle and never ends.',
    rule: 'response/complete',
    ...at(
      '/attributes/get',
      sending(({ status, headers, body }, { response }) => {
        response.writeHead(status, { ...headers, 'Content-Length': String(body.length) });
        response.write(body.subarray(0, body.length >> 1));
      }),
    ),
  },
];
