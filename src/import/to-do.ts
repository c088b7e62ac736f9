/** A line of a file that a person has to look at. */
export interface LineToDo {
  /** `.env:3`. */
  readonly place: string;
  readonly text: string;
}

/** What an import leaves to people, line by line. */
export interface ToDo {
  /** Settings without a value. */
  readonly settings: readonly LineToDo[];
  /** Variables that nothing gives a value to. */
  readonly variables: readonly LineToDo[];
  /** Operations that are new, and were taken for reading. */
  readonly reading: readonly LineToDo[];
}

/**
 * Finds what is to be filled in, and what was guessed, in the files that people go on with. Line by line, not by a
 * parser: there may be tens of thousands of operations.
 *
 * @param env text of `.env`
 * @param config text of `contract.yaml`, and the one that was there before
 */
export function toDo(env: string, config: string, configFile: string, before: string | undefined): ToDo {
  const known = new Set(before === undefined ? [] : before.split(/\r?\n/).map((line) => line.trim()));
  const [variables, reading]: [LineToDo[], LineToDo[]] = [[], []];
  let section = '';
  for (const [index, line] of config.split(/\r?\n/).entries()) {
    section = /^([A-Za-z]+):/.exec(line)?.[1] ?? section;
    const text = line.trim();
    const entry = { place: `${configFile}:${index + 1}`, text };
    if (text.startsWith('#')) continue;
    if (section === 'unset' && (text.startsWith('- ') || /^unset: *\[ *[^\] ]/.test(text)))
      variables.push(entry);
    if (section === 'operations' && /\bchanges: ?false\b/.test(text) && !known.has(text)) reading.push(entry);
  }
  const settings = env
    .split(/\r?\n/)
    .flatMap((text, index) =>
      /^[A-Z]\w*=(?:''|"")?$/.test(text.trim()) ? [{ place: `.env:${index + 1}`, text }] : [],
    );
  return { settings, variables, reading };
}
