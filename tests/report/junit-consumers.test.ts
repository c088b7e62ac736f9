import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../src/report/junit.js';
import {
  caseOf,
  errored,
  exchangeOf,
  failed,
  HOSTILE,
  oneOfEach,
  passed,
  resultOf,
  skipped,
} from './run-result.js';
import { elements, readXml, type XmlElement } from './xml.js';

const NUMBER = /^\d+$/;
const SECONDS = /^\d+(\.\d+)?$/;
const ANY = /^/;

interface Form {
  /** Attributes that must be there, and those that may. */
  readonly needs: Readonly<Record<string, RegExp>>;
  readonly may?: Readonly<Record<string, RegExp>>;
  /** Its children in their order, each letter an element of `LETTERS`. */
  readonly children: RegExp;
}

const LETTERS: Readonly<Record<string, string>> = {
  testsuite: 's',
  properties: 'p',
  property: 'q',
  testcase: 'c',
  skipped: 'k',
  error: 'e',
  failure: 'f',
  flakyFailure: 'l',
  'system-out': 'o',
};
const NOTHING = /^$/;
const MESSAGE = { needs: { message: ANY }, children: NOTHING };

/**
 * What the schemas of Jenkins (xunit-plugin, junit-10), Surefire and pytest's readers have in common: the strictest
 * of them in the order of children, so that any of them takes the file.
 */
const FORMS: Readonly<Record<string, Form>> = {
  testsuites: {
    needs: { tests: NUMBER, failures: NUMBER, errors: NUMBER },
    may: { name: ANY, time: SECONDS, disabled: NUMBER, skipped: NUMBER },
    children: /^s*$/,
  },
  testsuite: {
    needs: { name: /./, tests: NUMBER, failures: NUMBER, errors: NUMBER, skipped: NUMBER, time: SECONDS },
    may: { timestamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, hostname: ANY, id: NUMBER, package: ANY },
    children: /^p?c*o?$/,
  },
  properties: { needs: {}, children: /^q+$/ },
  property: { needs: { name: /./, value: ANY }, children: NOTHING },
  testcase: { needs: { name: /./, classname: /./, time: SECONDS }, children: /^p?[kefl]?o?$/ },
  skipped: MESSAGE,
  error: { ...MESSAGE, may: { type: /./ } },
  failure: { ...MESSAGE, may: { type: /./ } },
  flakyFailure: { ...MESSAGE, may: { type: /./ } },
  'system-out': { needs: {}, children: NOTHING },
};

/** Everything about an element that a consumer could refuse. */
function flaws({ name, attributes, children }: XmlElement): string[] {
  const form = FORMS[name];
  if (!form) return [`no consumer knows <${name}>`];
  const { needs, may = {} } = form;
  const order = children.map((child) => LETTERS[child.name] ?? '?').join('');
  return [
    ...Object.keys(needs)
      .filter((key) => !Object.hasOwn(attributes, key))
      .map((key) => `<${name}> lacks ${key}`),
    ...Object.entries(attributes)
      .filter(([key, value]) => !{ ...needs, ...may }[key]?.test(value))
      .map(([key, value]) => `<${name} ${key}="${value}">`),
    ...(form.children.test(order) ? [] : [`<${name}> holds ${order}`]),
    ...children.flatMap(flaws),
  ];
}

const read = (...args: Parameters<typeof resultOf>): XmlElement =>
  readXml([...renderJunit(resultOf(...args))].join(''));

describe('The common readers of JUnit files take junit.xml', () => {
  it('with a case of each verdict', () => {
    expect(flaws(read(oneOfEach()))).toEqual([]);
  });

  it('with texts of any kind in it', () => {
    const finding = failed({ received: HOSTILE, exchange: exchangeOf({ answer: HOSTILE }) });
    const results = [finding, skipped(HOSTILE), errored(HOSTILE), passed([HOSTILE])].map((verdict, at) =>
      caseOf(verdict, { operation: HOSTILE, variation: `${HOSTILE}${at}` }),
    );
    expect(flaws(read(results, { notes: [HOSTILE] }))).toEqual([]);
  });

  it('with nothing in it, as a shard may write it', () => {
    expect(flaws(read([]))).toEqual([]);
  });

  it('with 20,000 cases, whose totals they add up themselves', () => {
    const verdicts = [passed(), passed(), failed(), skipped('why'), errored('no answer')];
    const results = Array.from({ length: 20_000 }, (_, at) =>
      caseOf(verdicts[at % verdicts.length] ?? passed(), {
        operation: `Folder / ${at % 200}`,
        variation: `${at}`,
      }),
    );
    const root = read(results);
    expect(flaws(root)).toEqual([]);
    const sum = (name: string): number =>
      elements(root, 'testsuite').reduce((total, suite) => total + Number(suite.attributes[name]), 0);
    expect(['tests', 'failures', 'errors', 'skipped'].map(sum)).toEqual([20_000, 4000, 4000, 4000]);
    const names = elements(root, 'testcase').map(
      ({ attributes: { classname, name } }) => `${classname}\n${name}`,
    );
    expect(new Set(names).size).toBe(20_000);
  });
});
