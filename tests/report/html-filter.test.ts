import { describe, expect, it } from 'vitest';
import { hashOf, viewOf } from '../../src/report/html/ui/address.js';
import { difference, words } from '../../src/report/html/ui/difference.js';
import { jsonLines, lineAt } from '../../src/report/html/ui/json-lines.js';
import { asked, naming, queryOf, tokensOf } from '../../src/report/html/ui/query.js';

describe('The filter of report.html', () => {
  it('reads tokens, quoted values, exclusions and words', () => {
    expect(
      tokensOf('s:failed  e:production -r:transport/* o:"Customers / Create" "two words" plain'),
    ).toEqual([
      { field: 'status', value: 'failed', not: false },
      { field: 'environment', value: 'production', not: false },
      { field: 'rule', value: 'transport/*', not: true },
      { field: 'operation', value: 'Customers / Create', not: false },
      { field: 'text', value: 'two words', not: false },
      { field: 'text', value: 'plain', not: false },
    ]);
  });

  it('takes whatever is typed for some filter', () => {
    expect(tokensOf('')).toEqual([]);
    expect(tokensOf('s: o:"')).toEqual([]);
    expect(tokensOf('"open x:1')).toEqual([{ field: 'text', value: 'open x:1', not: false }]);
    expect(tokensOf('x:1 https://a')).toMatchObject([{ value: 'x:1' }, { field: 'text' }]);
    expect(tokensOf('__proto__:1 constructor')).toHaveLength(2);
  });

  it('writes tokens so that they are read the same', () => {
    const tokens = [
      asked('operation', 'Customers / Create'),
      asked('rule', 'error/*'),
      asked('text', 'a: b'),
    ];
    expect(tokensOf(queryOf(tokens))).toEqual(tokens);
    expect(tokensOf(queryOf([asked('operation', 'A "b" / c')]))).toEqual([asked('operation', 'A b / c')]);
  });

  it.each([
    ['parameter/*', 'parameter/required', true],
    ['parameter/*', 'error/parameter/x', false],
    ['*/type', 'parameter/type', true],
    ['a*a', 'a', false],
    ['a*b*c', 'axxbyyc', true],
    ['a*b*c', 'ac', false],
    ['FAIL', 'failed', true],
    ['failed,flaky', 'flaky', true],
    ['*', '', true],
  ])('takes %s for %s: %s', (pattern, name, meant) => {
    expect(naming(pattern)(name)).toBe(meant);
  });

  it('keeps the view in the address', () => {
    const view = { query: 's:failed "a&b #c"', case: 'sandbox › A / B › error/envelope', problem: '0a' };
    expect(viewOf(hashOf(view))).toEqual(view);
    expect(viewOf('')).toEqual({ query: '' });
    expect(viewOf('#%E0%A4%A')).toMatchObject({ query: '' });
  });
});

describe('A body in report.html', () => {
  it('is spread over lines, each with its place', () => {
    const lines = jsonLines('{"a":1,"b":{"c":[{"d":"x"},{}],"e":[]},"b":2.50}');
    expect(lines?.map(({ depth, text }) => '  '.repeat(depth) + text)).toEqual([
      '{',
      '  "a": 1,',
      '  "b": {',
      '    "c": [',
      '      {',
      '        "d": "x"',
      '      },',
      '      {}',
      '    ],',
      '    "e": []',
      '  },',
      '  "b": 2.50',
      '}',
    ]);
    expect(lines?.find(({ text }) => text.includes('"d"'))?.place).toBe('$.b.c[0].d');
    expect(lines?.find(({ text }) => text.includes('{}'))?.place).toBe('$.b.c[1]');
  });

  it('keeps what is cut off or no JSON, as it came', () => {
    expect(jsonLines('{"a":[1,"tw… (5 more characters)')?.map(({ text }) => text)).toEqual([
      '{',
      '"a": [',
      '1,',
      '"tw… (5 more characters)',
    ]);
    expect(jsonLines('<html>')).toBeUndefined();
    expect(jsonLines(']]}{,,:"')).toBeUndefined();
    expect(jsonLines('[]]}}{,,:"')?.length).toBeGreaterThan(0);
  });

  it('is marked at the place, or at what would hold it', () => {
    const lines = jsonLines('{"a":{"b":[1,2]}}') ?? [];
    expect(lines[lineAt(lines, '$.a.b[1]')]?.text).toBe('2');
    expect(lines[lineAt(lines, '$.a.x.y')]?.text).toBe('"a": {');
    expect(lines[lineAt(lines, '$.z')]?.text).toBe('{');
    expect(lineAt(lines, 'Authorization')).toBe(-1);
  });
});

describe('Expected against received', () => {
  it('marks what only one of them says', () => {
    const [left, right] = difference(words('status 401 or 403'), words('status 200'));
    const marked = (pieces: typeof left) =>
      pieces.filter(({ shared, text }) => !shared && text !== ' ').map(({ text }) => text);
    expect(marked(left)).toEqual(['401', 'or', '403']);
    expect(marked(right)).toEqual(['200']);
    expect(right.map(({ text }) => text).join('')).toBe('status 200');
  });
});
