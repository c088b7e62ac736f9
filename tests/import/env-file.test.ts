import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { importContract } from '../../src/import/import.js';
import { envDraft } from '../../src/import/workspace/env-file.js';
import { readSettings } from '../../src/settings/read.js';
import { readValues } from '../../src/settings/values.js';

const PEM = `-----BEGIN PRIVATE KEY-----\nMIIB"a'b\`c#\n-----END PRIVATE KEY-----\n`;
const ODD = [
  `p'a"s\`s#w0rd`,
  ' outer blanks\t',
  'ends in a line\r\n',
  '\rcarriage\rreturn',
  PEM,
  PEM.replaceAll('\n', '\r\n'),
  `''`,
  `'half`,
  `"a\\nb"`,
  'C:\\path\\',
  '$HOME ${HOME} $(id) `id`',
  '# no comment',
  'a=b # c',
  'ü 🔑 \u2028 \u200b \ufeff',
  '\ud800 half a character',
  '\u0000',
  ' ',
  'export A=1',
];
const value = fc.oneof(
  fc.constantFrom(...ODD),
  fc.string({ unit: fc.constantFrom(...`ab =:#$\\'"\`{}\r\n\t`, '\\n', '${', '🔑', '\ud800') }),
  fc.string({ unit: 'binary' }),
);
const named = fc
  .array(value, { minLength: 1, maxLength: 6 })
  .map((values) => values.map((text, index) => ({ name: `SANDBOX_VAR_S${index}`, value: text })));

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'contract-env-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

describe('What an import writes into .env', () => {
  it('is read back as it was, whatever it holds, and a second time changes no byte', async () => {
    const workspace = await folder();
    await fc.assert(
      fc.asyncProperty(named, named, async (first, second) => {
        const added = second.map(({ name, value }) => ({
          name: name.replace('SANDBOX', 'PRODUCTION'),
          value,
        }));
        const { text } = envDraft(envDraft('# mine\nA=1', first).text, added);
        await writeFile(path.join(workspace, '.env'), text);
        const values = await readValues(workspace, {});
        for (const { name, value } of [...first, ...added])
          expect(values.secret(name)?.text ?? '', name).toBe(value);
        expect(values.get('A')?.text).toBe('1');
        expect(envDraft(text, [...first, ...added])).toEqual({ text, kept: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('is the same to a shell, which runs nothing of it', () => {
    const plain = ['$HOME $(exit 3) `exit 3`', 'a "b" #c', 'two\nlines', 'a\\b', 'a:b/c{d}'].map((text) => ({
      name: 'SANDBOX_VAR_S',
      value: text,
    }));
    for (const setting of plain) {
      const script = `${envDraft(undefined, [setting]).text}printf %s "$SANDBOX_VAR_S"`;
      expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(setting.value);
    }
  });

  it('is refused where a quote that nobody closed would swallow it', () => {
    const write = () => envDraft("A='open\n", [{ name: 'SANDBOX_VAR_S', value: '#1' }]);
    expect(write).toThrow(
      expect.objectContaining({ code: 'IMPORT_UNWRITABLE', place: '.env: A, SANDBOX_VAR_S' }),
    );
  });

  it('is filled in where its name stands with nothing behind it, and stays where another value does', () => {
    const odd = { name: 'SANDBOX_VAR_S', value: ODD[0] ?? '' };
    const { text } = envDraft('SANDBOX_VAR_S=\n', [odd]);
    expect(envDraft(text, [odd])).toEqual({ text, kept: [] });
    expect(envDraft(text, [{ ...odd, value: 'new' }])).toEqual({ text, kept: [odd.name] });
  });
});

describe('A value that .env gives as JSON', () => {
  const reading = async (text: string) => {
    const workspace = await folder();
    await writeFile(path.join(workspace, '.env'), text);
    return readValues(workspace, {});
  };

  it('that is no text, or stands beside another of its name, is an error', async () => {
    for (const wrong of ['word', '7', `'{"a":1}'`, '']) {
      await expect(reading(`SANDBOX_VAR_S.json=${wrong}\n`), wrong).rejects.toMatchObject({
        code: 'SETTING_INVALID',
        place: 'SANDBOX_VAR_S.json (.env)',
      });
    }
    await expect(reading(`SANDBOX_VAR_S=a\nSANDBOX_VAR_S.json='"b"'\n`)).rejects.toMatchObject({
      place: 'SANDBOX_VAR_S, SANDBOX_VAR_S.json (.env)',
    });
  });

  it('gives nothing to other names with a dot', async () => {
    expect((await reading('package.json=x\n')).file).toEqual({ 'package.json': 'x' });
  });
});

describe('Secrets of an exported environment', () => {
  it('are those of the run, to the last character, and imported again change no byte', async () => {
    const workspace = await folder();
    // What holds no letter is taken for a placeholder, and stays where it is.
    const secrets = ODD.filter((text) => /\w/.test(text));
    const values = secrets.map((text, index) => ({
      key: `s${index}`,
      value: text,
      type: 'secret',
      enabled: true,
    }));
    await writeFile(
      path.join(workspace, 'c.json'),
      JSON.stringify({
        info: {
          name: 'Secret',
          schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
        },
        item: [
          {
            name: 'Echo',
            request: {
              method: 'POST',
              header: [],
              url: 'https://sandbox.example.com/echo',
              body: { mode: 'raw', raw: values.map(({ key }) => `{{${key}}}`).join(' ') },
            },
          },
        ],
      }),
    );
    await writeFile(
      path.join(workspace, 'e.json'),
      JSON.stringify({ name: 's', values, _postman_variable_scope: 'environment' }),
    );
    const take = () =>
      importContract({
        workspace,
        source: 'c.json',
        environments: ['sandbox=e.json'],
        fetching: { env: {} },
      });
    await take();
    const contract = await loadContract({ workspace });
    const settings = await readSettings(
      {
        workspace,
        environments: ['sandbox'],
        needsToken: false,
        needsClientId: false,
        secrets: contract.secrets,
      },
      await readValues(workspace, {}),
    );
    expect(settings.environments[0]?.secrets?.map(({ name, value }) => [name, value])).toEqual(
      secrets.map((text, index) => [`s${index}`, text]),
    );
    const before = await readFile(path.join(workspace, '.env'), 'utf8');
    expect(new Set((await take()).files.map(({ fate }) => fate))).toEqual(new Set(['same']));
    expect(await readFile(path.join(workspace, '.env'), 'utf8')).toBe(before);
  });
});
