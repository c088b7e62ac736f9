import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { longOf, type Option, type OptionTable } from '../../src/cli/option.js';
import { OPTIONS } from '../../src/cli/options.js';
import { ENVIRONMENTS } from '../../src/contract/exchange.js';
import { SETTINGS, settingsOf } from '../../src/settings/table.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const RUN = Object.values<Option<unknown>>(OPTIONS.run);

const OPENING = `# Options and settings

Made of the table in \`src/cli/options.ts\` and the one in \`src/settings/table.ts\`; a test holds it to them.

A value comes from the option, else from the variable in the process environment, else from the variable in \`.env\`, else it is the default. An empty variable counts as none. In the variable of an option that may be repeated, values stand between commas. Certificates are always verified.`;

const SECRETS = `A variable that \`contract.yaml\` lists under \`secrets\` gets its value from \`SANDBOX_VAR_<NAME>\` and \`PRODUCTION_VAR_<NAME>\`. Secrets keep their outer blanks; of one from the process environment, line ends at its end are left out. A value that no quotes in \`.env\` can hold (all three kinds of them, \`\\r\`) stands there as JSON: \`SANDBOX_VAR_API_KEY.json='"…"'\` gives \`SANDBOX_VAR_API_KEY\`.

Beside the base URL of another API, the documented hosts are no default for the other environment: give both, or choose one with \`--env\`.`;

function cells({ flags, help, page = help, byDefault, variable }: Option<unknown>): string {
  const told = byDefault === undefined ? page : `${page} (default: \`${byDefault}\`)`;
  return `| \`${flags}\` | ${told} | ${variable === undefined ? '' : `\`${variable}\``} |`;
}

function section(command: string, table: OptionTable): string {
  const own = Object.values(table).filter((option) => command === 'run' || !RUN.includes(option));
  const shared = Object.values(table).filter((option) => !own.includes(option));
  const head = ['| option | meaning | variable |', '|---|---|---|'];
  return [
    `## \`contract-suite ${command}\``,
    ...(own.length > 0 ? [[...head, ...own.map(cells)].join('\n')] : []),
    ...(shared.length > 0
      ? [`As \`run\`: ${shared.map((option) => `\`${longOf(option)}\``).join(', ')}.`]
      : []),
  ].join('\n\n');
}

const settings = [
  ...ENVIRONMENTS.flatMap((name) => Object.values(settingsOf(name))),
  ...Object.values(SETTINGS),
];

describe('The page of options and settings', () => {
  it('says what the tables say', async () => {
    const page = [
      OPENING,
      ...Object.entries<OptionTable>(OPTIONS).map(([command, table]) => section(command, table)),
      '## Settings that no option gives',
      [
        '| setting | meaning |',
        '|---|---|',
        ...settings.map(({ name, says }) => `| \`${name}\` | ${says} |`),
      ].join('\n'),
      SECRETS,
    ].join('\n\n');
    await expect(`${page}\n`).toMatchFileSnapshot(path.join(ROOT, 'docs/options.md'));
  });
});

describe('The variable of an option', () => {
  it('is called like the option', () => {
    const options = Object.values<OptionTable>(OPTIONS).flatMap((table) => Object.values(table));
    for (const { flags, variable } of options.filter((option) => option.variable !== undefined)) {
      const name = longOf({ flags }).slice(2).replaceAll('-', '_').toUpperCase();
      expect(variable).toBe(`CONTRACT_${name}`);
    }
  });
});

describe('.env.example', () => {
  it('lists each setting, and nothing that is none', () => {
    const text = readFileSync(path.join(ROOT, '.env.example'), 'utf8');
    const names = [...text.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name = '']) => name);
    const known = settings.map(({ name }) => name);
    const others = names.filter((name) => !known.includes(name));
    expect(names).toEqual(expect.arrayContaining(known));
    expect(others).toEqual(['SANDBOX_VAR_API_KEY', 'PRODUCTION_VAR_API_KEY', 'CONTRACT_ENV']);
  });
});
