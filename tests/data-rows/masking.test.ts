import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { judgeAgain } from '../../src/judge-again.js';
import { Masking } from '../../src/masking/masking.js';
import { runAgain } from '../../src/report/again.js';
import { colorsFor } from '../../src/report/colors.js';
import { renderTerminal } from '../../src/report/terminal.js';
import { checkReportsFolder, writeReports } from '../../src/report/write.js';
import { answer, item, type Ran, ranWith } from './rows.js';

const VALUES = [
  'Ada',
  '00123',
  'Ada Lovelace',
  'zoë@example.org',
  'Zürich',
  'k3y-of-ada',
  '4711',
  'a b&c',
  'Elizabeth',
];
const DATA = JSON.stringify([
  {
    name: 'Ada',
    zip: '00123',
    full: 'Ada Lovelace',
    mail: 'zoë@example.org',
    town: 'Zürich',
    apiKey: 'k3y-of-ada',
    number: 4711,
    odd: 'a b&c',
    second: 'Elizabeth',
  },
]);
const ITEMS = [
  item('Make', '/people/{{name}}?zip={{zip}}&odd={{odd}}&second={{second}}', {
    method: 'POST',
    header: [
      { key: 'Content-Type', value: 'application/json' },
      { key: 'X-Town', value: '{{second}}' },
      { key: 'X-Api-Key', value: '{{apiKey}}' },
    ],
    body: {
      mode: 'raw',
      raw: '{"name":"{{full}}","mail":"{{mail}}","town":"{{town}}","number":{{number}},"note":"Dear {{name}}"}',
    },
    test: [
      "pm.test('name of ' + data.name, () => pm.expect(pm.iterationData.get('full')).to.eql('x'));",
      "pm.test('zip', () => pm.expect(data.zip + '').to.eql('1'));",
      "throw new Error('no ' + data.mail + ' in ' + data.town);",
    ],
  }),
];
const echo = (request: string): string =>
  answer('500 Oops', {
    error_code: 'oops',
    message: `no ${Buffer.from(request.split('\r\n\r\n')[1] ?? '', 'latin1').toString()}`,
    name: 'Ada',
    zip: '00123',
    number: 4711,
    list: ['Elizabeth', 'Zürich'],
  });

async function written({ result, folder, workspace }: Ran): Promise<Map<string, string>> {
  const contract = await loadContract({ workspace, sending: false });
  await checkReportsFolder(folder);
  await writeReports(folder, result, { look: result.look ?? new Masking(contract).scan });
  const files = await readdir(folder);
  const texts = await Promise.all(
    files.map(async (file) => [file, await readFile(path.join(folder, file), 'utf8')] as const),
  );
  const colors = colorsFor({}, false, {});
  return new Map([
    ...texts,
    ['terminal', renderTerminal(result, { colors, quiet: false, verbose: true, listsWaivers: true })],
    ['record', gunzipSync(await readFile(path.join(workspace, 'record.ndjson.gz'))).toString()],
  ]);
}

describe('Values of data rows', () => {
  it.each([true, false])(
    'stand in no report in clear, nor in the record (both environments: %s)',
    async (both) => {
      const ran = await ranWith(ITEMS, {
        data: DATA,
        rules: [
          'collection/*',
          'status/*',
          'error/*',
          'response/*',
          'privacy/*',
          'authentication/*',
          'parameter/*',
        ],
        answer: echo,
        both,
      });
      expect(ran.arrived.some((line) => line.includes('/people/Ada?zip=00123&odd=a%20b&c'))).toBe(true);
      const texts = await written(ran);
      const forms = VALUES.flatMap((value) => [
        value,
        encodeURIComponent(value),
        encodeURI(value),
        JSON.stringify(value).slice(1, -1),
      ]);
      const found = [...texts].flatMap(([file, text]) =>
        [...new Set(forms)].flatMap((form) => {
          const at = text.search(
            new RegExp(`(?<![\\p{L}\\p{N}])${form.replace(/[.+]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'u'),
          );
          return at < 0 ? [] : [`${file}: ${text.slice(Math.max(0, at - 60), at + 60)}`];
        }),
      );
      expect(found).toEqual([]);
      expect(texts.get('summary.md')).toContain('SANDBOX_DATA_1_');
    },
  );

  it('are judged again from the record, with the same verdicts', async () => {
    const ran = await ranWith(ITEMS, {
      data: DATA,
      rules: ['collection/*', 'status/*', 'error/*', 'parameter/*'],
      answer: echo,
    });
    const contract = await loadContract({ workspace: ran.workspace, sending: false });
    const again = await judgeAgain({ record: path.join(ran.workspace, 'record.ndjson.gz'), contract });
    const verdicts = ({ result }: Pick<Ran, 'result'>) =>
      result.results.map(({ case: { id }, verdict }) => `${id} ${verdict.status}`);
    expect(verdicts({ result: again })).toEqual(verdicts(ran));
  });

  it('come from the same file when a line of a report is run again', async () => {
    const { result } = await ranWith(ITEMS, { data: DATA, rules: ['collection/*'] });
    expect(runAgain('collection/assertion', 'Make', result.identity)).toBe(
      'npx --no contract-suite run --data rows.csv --env sandbox --rule collection/assertion --operation Make',
    );
  });
});
