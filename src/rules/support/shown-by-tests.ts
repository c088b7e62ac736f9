import type { Operation } from '../../contract/model.js';
import { splitScript } from '../../contract/script-text.js';
import { scriptVariables } from '../../contract/scripts.js';

const MEMBER = /\.\s*([A-Za-z_$][\w$]*)/g;
const NAME = /^[A-Za-z_][\w-]*$/;

const known = new WeakMap<Operation, ReadonlySet<string>>();

/**
 * Names that the operation's own tests use: of fields that they look at, and of methods beside them. Who wrote
 * `user.token` into a test of an answer knows of that field. The name of a variable is none.
 */
export function shownByTests(operation: Operation): ReadonlySet<string> {
  const found = known.get(operation) ?? new Set(namesIn(operation));
  known.set(operation, found);
  return found;
}

/** Without the lines that ask for a field not to be there. */
const affirmed = (source: string): string =>
  source
    .split('\n')
    .filter((line) => !/\bnot\b|undefined|[uU]nset|false/.test(line))
    .join('\n');

const namesIn = ({ name, scripts }: Operation): string[] =>
  scripts.flatMap(({ listen, owner, source }) => {
    if (listen !== 'test' || owner !== name) return [];
    const { code, literals } = splitScript(affirmed(source));
    const { reads, writes } = scriptVariables(source);
    const members = [...code.matchAll(MEMBER)].flatMap(([, member]) => member ?? []);
    const texts = literals.filter(
      (text) => NAME.test(text) && !reads.includes(text) && !writes.includes(text),
    );
    return [...members, ...texts];
  });
