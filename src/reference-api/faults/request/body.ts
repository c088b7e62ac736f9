import { type Change, dropping, mistaking, refusingAs, withStatus } from '../../changes.js';
import type { Call } from '../../stages.js';
import { at, type Fault } from '../fault.js';
import { UNDEMANDING } from './lists.js';

/** Parses another text than the one that was sent. */
const repairing =
  (repair: (text: string) => string): Change =>
  (stages) => ({
    parse: (call) => stages.parse({ ...call, body: Buffer.from(repair(call.body.toString('utf8'))) }),
  });

/** Takes some bodies for an empty object. */
const emptyFor =
  (taken: (text: string) => boolean): Change =>
  (stages) => ({ parse: (call) => (taken(textOf(call)) ? {} : stages.parse(call)) });

const textOf = ({ body }: Call): string => body.toString('utf8').trim();
const uncut = (text: string): string => {
  const open = [...text].filter((letter) => letter === '{').length;
  const closed = [...text].filter((letter) => letter === '}').length;
  return text + '}'.repeat(Math.max(0, open - closed));
};
const unwrapped = (text: string): string => {
  const inner = text.trim();
  return inner.startsWith('[') ? inner.slice(1, -1) : text;
};

const MALFORMED = 'MALFORMED_JSON';
const NO_OBJECT = 'BODY_NOT_OBJECT';
const notEmpty = (apply: Change): Change => {
  return (stages) => {
    const faulty = { ...stages, ...apply(stages) };
    return { refuse: (error, call) => (call.body.length > 0 ? faulty : stages).refuse(error, call) };
  };
};

export const malformed: readonly Fault[] = [
  {
    name: 'truncated-body-accepted',
    says: 'A body that is cut before its last brace is taken.',
    rule: 'request/body-malformed',
    apply: repairing(uncut),
  },
  {
    name: 'trailing-text-accepted',
    says: 'Text behind the JSON of a request is ignored.',
    rule: 'request/body-malformed',
    apply: repairing((text) => text.slice(0, text.lastIndexOf('}') + 1) || text),
  },
  {
    name: 'single-quotes-accepted',
    says: 'A body in single quotes is taken where sources are created.',
    rule: 'request/body-malformed',
    ...at(
      '/sources/create',
      repairing((text) => (text.includes('"') ? text : text.replaceAll("'", '"'))),
    ),
  },
  {
    name: 'nan-accepted',
    says: 'NaN is taken for a number where customers are created.',
    rule: 'request/body-malformed',
    ...at(
      '/customers/create',
      repairing((text) => text.replace(/:\s*NaN\b/g, ':null')),
    ),
  },
  {
    name: 'comment-accepted',
    says: 'A comment in the body is skipped where predictions are made.',
    rule: 'request/body-malformed',
    ...at(
      '/models/predict',
      repairing((text) => text.replace(/\/\*.*?\*\//gs, '')),
    ),
  },
  {
    name: 'malformed-body-crashes',
    says: 'A body that is no JSON ends in a server error.',
    rule: 'request/body-malformed',
    apply: notEmpty(mistaking(MALFORMED)),
  },
  {
    name: 'malformed-body-drops-connection',
    says: 'A body that is no JSON makes one endpoint drop the connection.',
    rule: 'request/body-malformed',
    ...at('/customers/get', notEmpty(dropping(MALFORMED))),
  },
  {
    name: 'malformed-body-answers-422',
    says: 'A body that is no JSON is answered with 422, which is not documented, where tokens are created.',
    rule: 'request/body-malformed',
    ...at('/tokens/create', notEmpty(withStatus(MALFORMED, 422))),
  },
  {
    name: 'malformed-body-answers-404',
    says: 'A body that is no JSON is answered with 404 where a source is updated.',
    rule: 'request/body-malformed',
    ...at('/sources/update', notEmpty(withStatus(MALFORMED, 404))),
  },
  {
    name: 'malformed-body-hangs',
    says: 'A body that is no JSON is never answered where destinations are read.',
    rule: 'request/body-malformed',
    ...at('/destinations/get', (stages) => ({
      accept: (call) => {
        try {
          stages.parse(call);
          return stages.accept(call);
        } catch {
          return textOf(call).startsWith('{') ? new Promise<boolean>(() => undefined) : stages.accept(call);
        }
      },
    })),
  },
];

export const noObject: readonly Fault[] = [
  {
    name: 'empty-body-accepted',
    says: 'An empty body is taken for an empty object.',
    rule: 'request/body-empty',
    ...at(
      UNDEMANDING,
      emptyFor((text) => text === ''),
    ),
  },
  {
    name: 'empty-body-crashes',
    says: 'An empty body ends in a server error.',
    rule: 'request/body-empty',
    apply: (stages) => ({
      parse: (call) => {
        if (call.body.length === 0) throw new Error('unexpected end of input');
        return stages.parse(call);
      },
    }),
  },
  {
    name: 'empty-body-answers-411',
    says: 'An empty body is answered with 411, which is not documented, where customers are updated.',
    rule: 'request/body-empty',
    ...at(
      '/customers/update',
      refusingAs(MALFORMED, (reply, { body }) => (body.length === 0 ? { ...reply, status: 411 } : reply)),
    ),
  },
  {
    name: 'array-body-accepted',
    says: 'An array with one object is taken for the object.',
    rule: 'request/body-not-object',
    apply: repairing(unwrapped),
  },
  {
    name: 'string-body-accepted',
    says: 'A string is taken for an empty object where customers are listed.',
    rule: 'request/body-not-object',
    ...at(
      '/customers/list',
      emptyFor((text) => text.startsWith('"')),
    ),
  },
  {
    name: 'number-body-accepted',
    says: 'A number is taken for an empty object where an export is downloaded.',
    rule: 'request/body-not-object',
    ...at(
      '/exports/{export_id}/download',
      emptyFor((text) => /^-?\d/.test(text)),
    ),
  },
  {
    name: 'null-body-accepted',
    says: 'null is taken for an empty object.',
    rule: 'request/body-not-object',
    ...at(
      UNDEMANDING,
      emptyFor((text) => text === 'null'),
    ),
  },
  {
    name: 'null-body-crashes',
    says: 'null for a body ends in a server error.',
    rule: 'request/body-not-object',
    apply: (stages) => ({
      parse: (call) => {
        if (textOf(call) === 'null') throw new TypeError("Cannot read properties of null (reading 'id')");
        return stages.parse(call);
      },
    }),
  },
  {
    name: 'array-body-crashes',
    says: 'A body that is no object ends in a server error where a token is revoked.',
    rule: 'request/body-not-object',
    ...at('/tokens/revoke', mistaking(NO_OBJECT)),
  },
  {
    name: 'body-not-object-answers-403',
    says: 'A body that is no object is answered with 403 where models are listed in sandbox.',
    rule: 'request/body-not-object',
    only: 'sandbox',
    ...at('/models/list', withStatus(NO_OBJECT, 403)),
  },
];
