import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  entryLine,
  type WaiverChange,
  type WaiverEntry,
  withWaivers,
} from '../../src/contract/waivers-text.js';

const NONE: WaiverChange = { add: [], renew: new Map(), drop: new Set() };
const ENTRY: WaiverEntry = {
  rule: 'response/schema',
  operation: 'Things / Get a thing: "one" #1',
  environment: 'sandbox',
  until: '2027-01-31',
  owner: 'Ada',
  reason: "it's: [known] # to us",
  fingerprint: '123456789012',
};
const TERMS = { until: '2028-02-29', owner: 'Bob', reason: 'again' };
const LINE = entryLine(ENTRY);

const added = (text: string, change: Partial<WaiverChange> = { add: [ENTRY] }): Promise<string> =>
  withWaivers(text, 'contract.yaml', { ...NONE, ...change });

const HEAD = `# at the top
operations:   # aligned   by hand
    Things / Get:   { changes: false,unique: [ a,b ] }


`;
const TAIL = `off:
- { rule: x/*, reason: 'one' }   # why
# the end`;

describe('A waiver that is added to contract.yaml', () => {
  it.each<[string, string, string]>([
    ['to an empty file', '', `waivers:\n  ${LINE}\n`],
    ['to comments alone', '# nothing\n', `# nothing\nwaivers:\n  ${LINE}\n`],
    ['where there is no list', `${HEAD}${TAIL}`, `${HEAD}${TAIL}\nwaivers:\n  ${LINE}\n`],
    ['to an empty list', `${HEAD}waivers: [] # none\n${TAIL}`, `${HEAD}waivers: # none\n  ${LINE}\n${TAIL}`],
    ['to nothing', `${HEAD}waivers:\n${TAIL}`, `${HEAD}waivers:\n  ${LINE}\n${TAIL}`],
    [
      'behind the last entry, with its comment, as far in as that is',
      `${HEAD}waivers:\n# old\n- ${LINE.slice(2)} # mine\n# after\n${TAIL}`,
      `${HEAD}waivers:\n# old\n- ${LINE.slice(2)} # mine\n${LINE}\n# after\n${TAIL}`,
    ],
    [
      'behind a last line without an end',
      `${HEAD}waivers:\n    ${LINE}`,
      `${HEAD}waivers:\n    ${LINE}\n    ${LINE}\n`,
    ],
    [
      'behind an entry over several lines',
      `waivers:\n  - rule: a/b\n    environment: sandbox\n    until: 2027-01-31\n    owner: A\n    reason: |\n      one\n      two\nunset: []\n`,
      `waivers:\n  - rule: a/b\n    environment: sandbox\n    until: 2027-01-31\n    owner: A\n    reason: |\n      one\n      two\n  ${LINE}\nunset: []\n`,
    ],
  ])('%s leaves every other byte as it is', async (_where, before, after) => {
    expect(await added(before)).toBe(after);
  });

  it('keeps the line ends of Windows', async () => {
    const text = `${HEAD}waivers: []\n${TAIL}`.replaceAll('\n', '\r\n');
    const after = `${HEAD}waivers:\n  ${LINE}\n${TAIL}`.replaceAll('\n', '\r\n');
    expect(await added(text)).toBe(after);
  });

  it.each([
    ['{}'],
    ['{ "hosts": ["a"], "waivers": [] }'],
    [`waivers: [${LINE.slice(2)}]\n`],
    ['? waivers\n: []\nhosts: [a]\n'],
    ['hosts: [a]\n...\n'],
  ])('is there also where the file is written as %s', async (before) => {
    const { waivers: old = [], ...others } = parse(before);
    const { waivers, ...rest } = parse(await added(before));
    expect(waivers).toEqual([...old, ENTRY]);
    expect(rest).toEqual(others);
  });

  it('is written out where the list stands elsewhere, and is only referred to', async () => {
    const before = 'hosts: &none []\nwaivers: *none\n';
    const { waivers, hosts } = parse(await added(before));
    expect([waivers, hosts]).toEqual([[ENTRY], []]);
  });
});

describe('Waivers that are dropped or renewed', () => {
  const other = entryLine({ ...ENTRY, operation: 'Things / Other' });
  const list = `${HEAD}waivers:\n  # the first\n  ${LINE} # mine\n  # the second\n  ${other}\n\n${TAIL}`;

  it('take their own line, and leave comments on lines of their own', async () => {
    expect(await added(list, { drop: new Set([0]) })).toBe(list.replace(`  ${LINE} # mine\n`, ''));
  });

  it('leave an empty list where none is left', async () => {
    const left = await added(list, { drop: new Set([0, 1]) });
    expect(parse(left).waivers).toEqual([]);
    expect(left).toContain('# the second');
  });

  it('get day, owner and reason where they stand', async () => {
    const after = list.replace(LINE, entryLine({ ...ENTRY, ...TERMS }));
    expect(await added(list, { renew: new Map([[0, TERMS]]) })).toBe(after);
  });

  it('go while others come', async () => {
    const made = await added(list, { add: [ENTRY], drop: new Set([0, 1]) });
    expect(parse(made).waivers).toEqual([ENTRY]);
    expect(parse(made).off).toEqual(parse(list).off);
  });
});
