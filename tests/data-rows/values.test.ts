import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { DataValues } from '../../src/masking/data-values.js';
import { Masking } from '../../src/masking/masking.js';
import { COLLECTION } from '../cli/workspace.js';
import { workspaceOf } from '../other-api/workspace.js';

const values = (row: Readonly<Record<string, unknown>>): DataValues => {
  const made = new DataValues((text) => text === 'premium');
  for (const [column, value] of Object.entries(row)) made.add(value, column.toUpperCase());
  return made;
};

describe('Values of data rows', () => {
  it('are found as the whole of a field, a parameter, a segment or a header', () => {
    const data = values({ zip: '00123', n: 7, name: 'Ada', plan: 'premium', full: 'Ada Lovelace' });
    expect(data.shown('/7/Ada?zip=00123&n=7&full=Ada%20Lovelace&more=Ada+Lovelace')).toBe(
      '/{{N}}/{{NAME}}?zip={{ZIP}}&n={{N}}&full={{FULL}}&more={{FULL}}',
    );
    expect(data.shown('{"n":7,"plan":"premium","list":["00123"],"text":"Dear Ada Lovelace."}')).toBe(
      '{"n":{{N}},"plan":"{{PLAN}}","list":["{{ZIP}}"],"text":"Dear {{FULL}}."}',
    );
    expect(data.shown('Ada')).toBe('{{NAME}}');
  });

  it('leave names of fields, other words and parts of numbers alone', () => {
    const data = values({ n: 7, name: 'Ada', key: 'plan', flag: true, nothing: null, blank: '' });
    const text =
      '{"plan": 77, "other": 1.7, "Adas": "Adam", "flag": true, "none": null, "at": "2026-07-07T07:17:00Z"}';
    expect(data.shown(text)).toBe(text);
  });

  it('are told from words and numbers of the suite, which are not quoted', () => {
    const data = values({ status: 'status', code: 401, name: 'Ada', full: 'Ada Lovelace' });
    expect(data.told('status 401, expected "status" of Ada, not “401” or Ada Lovelace')).toBe(
      'status 401, expected "{{STATUS}}" of {{NAME}}, not “{{CODE}}” or {{FULL}}',
    );
  });

  it('have stand-ins of their own length and kind in the record, but for words of the contract', () => {
    const data = values({ zip: '00123', n: 417, full: 'Ada Lovelace', plan: 'premium' });
    const kept = data.keptValue(
      '{"zip":"00123","n":417,"full":"Ada Lovelace","plan":"premium","zip2":"00123"}',
    );
    expect(kept).toMatch(
      /^\{"zip":"(\d{5})","n":[1-9]\d\d,"full":"[A-Z][a-z]{2} [A-Z][a-z]{7}","plan":"premium","zip2":"\1"\}$/,
    );
    expect(kept).not.toMatch(/00123|417|Ada/);
  });

  it('of a column that is named for secrets are secrets, too', async () => {
    const workspace = workspaceOf(COLLECTION);
    const masking = new Masking(await loadContract({ workspace, sending: false }));
    masking.addRow({ apiKey: 'k3y-of-ada-lovelace', town: 'Königsberg am Rhein' }, 'SANDBOX_DATA_2');
    expect(masking.secrets.leak('x k3y-of-ada-lovelace')).toBe('{{SANDBOX_DATA_2_APIKEY}}');
    expect(masking.secrets.leak('Königsberg am Rhein')).toBeUndefined();
    expect(masking.words('in Königsberg am Rhein')).toBe('in {{SANDBOX_DATA_2_TOWN}}');
  });
});
