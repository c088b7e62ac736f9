import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { data } from '../../src/cli/parsers.js';
import { readData } from '../../src/settings/data-rows.js';

const newman = createRequire(createRequire(import.meta.url).resolve('newman'));
type Loader = (
  options: object,
  done: (error: Error | null, found: { iterationData: unknown }) => void,
) => void;
const load: Loader = newman('./lib/run/options');

async function fileOf(bytes: string | Buffer, name = 'rows.csv'): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'contract-rows-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, name), bytes);
  return path.join(folder, name);
}

const byNewman = (file: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    load({ collection: { item: [] }, iterationData: file }, (error, found) =>
      error ? reject(error) : resolve(found.iterationData),
    );
  });

const refusal = async (bytes: string | Buffer, name?: string) => {
  const file = await fileOf(bytes, name);
  return readData('/', [{ file }]).catch((error: unknown) => error);
};

describe('A data file', () => {
  it.each([
    ['quotes', 'name,zip\n"Ada","00123"\nBob,00123\n'],
    ['numbers', 'a,b,c,d,e,f,g\n1,-2,1.50,1e3,0x10,+7,12345678901234567890\n'],
    ['blanks and quotes inside', 'a , b\n x y , say "hi" \n'],
    ['a byte order mark and CR LF', '\uFEFFa,b\r\n1,2\r\n'],
    ['rows of other lengths', 'a,b\n1\n1,2,3\n'],
    ['line ends in a cell', 'a,b\n"x\ny","say ""hi"""\n'],
    ['empty cells', 'a,b\n,\n1,\n'],
    ['other letters', 'name\nZoë\n京都\n'],
    ['JSON', '[{"a":1,"b":null,"c":{"d":[1]}},{"a":"00123"}]'],
    ['JSON with a byte order mark', '\uFEFF  [{"a":true}]\n'],
    ['Latin-1', Buffer.from('name,town\nJos\xe9,M\xfcnchen an der sch\xf6nen Isar\n', 'latin1')],
    ['UTF-16', Buffer.from('\uFEFFname,zip\nAda,1\n', 'utf16le')],
  ])('with %s gives the values that newman gives', async (_, bytes) => {
    const file = await fileOf(bytes);
    const read = await readData('/', [{ file }]);
    expect(read.sandbox?.rows).toEqual(await byNewman(file));
    expect(read.production).toEqual(read.sandbox);
  });

  it.each([
    ['name\n', 'it holds no row'],
    ['[]', 'it holds no row'],
    ['', 'it holds no row'],
    ['{"a":1}', 'its JSON is no list'],
    ['[1]', 'row 1 is no object'],
    ['[{"a":1},["b"]]', 'row 2 is no object'],
    ['[{"a":1},', 'it is no JSON'],
    ['[{}]', 'it names no column'],
    ['a,b\n"x"y,2\n', 'it is no CSV'],
  ])('that is %j is refused: %s', async (text, fact) => {
    const error = await refusal(text);
    expect(error).toMatchObject({ code: 'DATA_INVALID', place: expect.stringMatching(/rows\.csv$/) });
    expect(String(error)).toContain(fact);
    expect(error).toHaveProperty('fix');
  });

  it('that is not there, or is a URL or a folder, is refused', async () => {
    const told = async (file: string) =>
      String(await readData('/', [{ file }]).catch((error: unknown) => error));
    expect(await told('/nowhere/rows.csv')).toMatch(
      /DATA_INVALID \/nowhere\/rows.csv: there is no such file/,
    );
    expect(await told('https://x.example/rows.csv')).toContain('it is a URL');
    expect(await told('/')).toContain('it is a folder');
  });

  it('is quoted in no error', async () => {
    expect(String(await refusal('a,b\n"topsecret"y,2\n'))).not.toContain('topsecret');
    expect(String(await refusal('[{"a":"topsecret" 1}]'))).not.toContain('topsecret');
  });

  it('is one for each environment where it is said so, and only one', async () => {
    const [one, two] = [await fileOf('a\n1\n'), await fileOf('a\n2\n')];
    const read = await readData('/', [
      { environment: 'sandbox', file: one },
      { environment: 'production', file: two },
    ]);
    expect([read.sandbox?.rows, read.production?.rows]).toEqual([[{ a: 1 }], [{ a: 2 }]]);
    const twice = readData('/', [{ file: one }, { environment: 'sandbox', file: two }]);
    await expect(twice).rejects.toMatchObject({ code: 'USAGE', place: '--data' });
    expect(await readData('/', [{ environment: 'sandbox', file: one }])).not.toHaveProperty('production');
  });
});

describe('--data', () => {
  it('takes a file, or an environment with its file', () => {
    expect(data('rows.csv', '')).toEqual({ file: 'rows.csv' });
    expect(data('sandbox=a=b.csv', '')).toEqual({ environment: 'sandbox', file: 'a=b.csv' });
    expect(data('./a=b.csv', '')).toEqual({ file: './a=b.csv' });
  });

  it('refuses an environment that is none, and no file', () => {
    expect(() => data('sandbx=a.csv', '--data sandbx=a.csv')).toThrow(
      'ENVIRONMENT_UNKNOWN --data sandbx=a.csv: there is no such environment. Did you mean “sandbox”?',
    );
    expect(() => data('sandbox=', '--data sandbox=')).toThrow('USAGE --data sandbox=: it names no file');
  });
});
