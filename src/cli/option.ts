import type { Command } from 'commander';

/** Reads what was written behind an option; `place` is where, as an error names it. */
export type Parser<T> = (text: string, place: string) => T;

/** One line of the table of options. */
export interface Option<T> {
  readonly flags: string;
  readonly help: string;
  /** What the page of options says instead of `help`. */
  readonly page?: string;
  /** Where no option is given, the process environment or `.env` may hold its value under this name. */
  readonly variable?: `CONTRACT_${string}`;
  /** The value where nothing is said; an option that has one is always there. */
  readonly byDefault?: T;
  /** Undefined for an option that takes no value. */
  readonly taking?: {
    /** A value, beside those that came before it where the option may be repeated. */
    next(text: string, place: string, before?: T): T;
    /** The values that a variable holds. */
    split(text: string): readonly string[];
  };
}

export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** What a command gets of the options of a table. */
export type Options<Table> = {
  readonly [Name in keyof Table]?: Table[Name] extends Option<infer T> ? T : never;
};

type Described<T, Value> = Omit<Option<T>, 'taking'> & { readonly parse: Parser<Value> };

/** An option that takes a value; the last one counts. */
export function one<T>({ parse, ...described }: Described<T, T>): Option<T> {
  return { ...described, taking: { next: parse, split: (text) => [text] } };
}

/** An option that may be repeated. */
export function several<T>(
  { parse, ...described }: Described<readonly T[], T>,
  between = ',',
): Option<readonly T[]> {
  return {
    ...described,
    taking: {
      next: (text, place, before = []) => [...before, parse(text, place)],
      split: (text) => text.split(between).map((part) => part.trim()),
    },
  };
}

/** An option without a value. */
export const flag = (flags: string, help: string, page = help): Option<boolean> => ({ flags, help, page });

/** The name as it is typed: `--timeout`. */
export const longOf = ({ flags }: Pick<Option<unknown>, 'flags'>): string =>
  /--[\w-]+/.exec(flags)?.[0] ?? flags;

/** Gives the options of a table to a command, and, before it acts, those that variables hold. */
export function addOptions(command: Command, table: OptionTable): Command {
  for (const option of Object.values(table)) {
    const { flags, help, taking, byDefault } = option;
    if (!taking) command.option(flags, help);
    else {
      const read = (text: string, before: unknown): unknown =>
        taking.next(text, `${longOf(option)} ${text}`, before);
      command.option(flags, help, read, byDefault);
    }
  }
  return command.hook('preAction', async () => {
    const { takeVariables } = await import('./option-variables.js');
    await takeVariables(command, table);
  });
}
