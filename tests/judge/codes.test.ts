import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/contract/config.js';
import type { ErrorCatalog } from '../../src/contract/model.js';
import { Codes, percentSeen } from '../../src/judge/codes.js';
import { conclusion } from '../../src/judge/conclude.js';
import { renderSummary } from '../../src/report/summary.js';
import { caseOf, passed, resultOf, skipped } from '../report/run-result.js';

const code = (name: string) => [name, { code: name, type: 'request', statuses: [400], causes: [] }] as const;
const CATALOG: ErrorCatalog = {
  file: 'schemas/error-catalog.json',
  complete: true,
  codes: new Map(['missing', 'invalid', 'gone'].map(code)),
};

function seenCodes(catalog: ErrorCatalog | undefined = CATALOG): Codes {
  const codes = new Codes(catalog);
  codes.add('sandbox', 'Things / Make', 'missing');
  codes.add('sandbox', 'Things / Make', 'missing');
  codes.add('production', 'Things / Get', 'missing');
  codes.add('production', 'Things / Get', 'invalid');
  codes.add('sandbox', 'Things / Get', 'odd');
  return codes;
}
const shown = (text: string): string => text;
const coverage = seenCodes().coverage(shown);

const ended = [caseOf(passed())];
const concluded = (minCodes: number, codes = coverage) =>
  conclusion(ended, [], {
    config: DEFAULT_CONFIG,
    startedAt: new Date(0),
    profile: 'manual',
    codes,
    demands: { minCodes },
    interrupted: false,
    whole: true,
  });

describe('The error codes of a run', () => {
  it('are counted by code, environment and operation', () => {
    expect(coverage.catalogued[0]).toEqual({
      code: 'missing',
      type: 'request',
      seen: [
        { environment: 'sandbox', operation: 'Things / Make', count: 2 },
        { environment: 'production', operation: 'Things / Get', count: 1 },
      ],
      more: 0,
    });
    expect(coverage.catalogued.filter(({ seen }) => seen.length === 0).map((seen) => seen.code)).toEqual([
      'gone',
    ]);
    expect(coverage.uncatalogued.map((seen) => seen.code)).toEqual(['odd']);
    expect(percentSeen(coverage)).toBe(66);
    expect(seenCodes().in('sandbox')).toEqual(
      new Map([
        ['missing', 2],
        ['odd', 1],
      ]),
    );
  });

  it('take little room where an API makes up a new one for each answer', () => {
    const codes = seenCodes();
    for (let index = 0; index < 5000; index++) codes.add('sandbox', 'Things / Make', `made up ${index}`);
    codes.add('sandbox', 'Things / Make', 'gone');
    expect(codes.coverage(shown).uncatalogued).toHaveLength(200);
    expect(percentSeen(codes.coverage(shown))).toBe(100);
  });

  it('break the contract where fewer are seen than are asked for', () => {
    expect(concluded(66)).toMatchObject({ exitCode: 0, shortfalls: [] });
    expect(concluded(67)).toMatchObject({
      exitCode: 1,
      shortfalls: ["66 % of the error catalogue's codes were seen, and 67 % have to be"],
    });
    expect(concluded(1, new Codes(undefined).coverage(shown)).exitCode).toBe(1);
  });

  it('stand in summary.md, those first that were never seen', () => {
    const text = renderSummary(resultOf(ended, { codes: coverage }));
    expect(text).toContain('2 of 3 codes of the catalogue were seen (66 %).');
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows).toEqual([
      '| `gone` | never seen |  |  |',
      '| `odd` | in no catalogue | Things / Get |  |',
      '| `missing` |  | Things / Make | Things / Get |',
      '| `invalid` |  |  | Things / Get |',
    ]);
  });
});

it('A release of which more is skipped than may be has no verdict', () => {
  const demands = {
    config: DEFAULT_CONFIG,
    startedAt: new Date(0),
    codes: coverage,
    interrupted: false,
    whole: true,
  };
  const results = [caseOf(passed()), caseOf(skipped('x')), caseOf(skipped('y'))];
  expect(conclusion(results, [], { ...demands, profile: 'nightly' }).exitCode).toBe(0);
  expect(conclusion(results, [], { ...demands, profile: 'release' })).toMatchObject({
    exitCode: 3,
    shortfalls: ['67 % of the cases were skipped, and 50 % may be (--writes, --max-skipped)'],
  });
  expect(
    conclusion(results, [], { ...demands, profile: 'release', demands: { mostSkipped: 70 } }).exitCode,
  ).toBe(0);
});
