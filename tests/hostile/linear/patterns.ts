import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { type Node, parse } from 'acorn';
import { transform } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../../../src');
/** An API to try the suite on: it reads nothing but what the suite sends. */
const OWN = /^reference-api\//;

/** A regular expression of the suite, and the file that it stands in. */
export interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/**
 * Every regular expression in the source, found in its syntax tree.
 *
 * @param values what stands for the names from which an expression is built while the suite runs, by file
 * @throws where one is built of names that have no value
 */
export async function patternsOf(
  values: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<Pattern[]> {
  const files = await readdir(ROOT, { recursive: true });
  const sources = files.filter((file) => /\.tsx?$/.test(file) && !OWN.test(file)).sort();
  const found = await Promise.all(sources.map((file) => patternsIn(file, values[file] ?? {})));
  return found.flat();
}

async function patternsIn(file: string, values: Readonly<Record<string, unknown>>): Promise<Pattern[]> {
  const { code } = await transform(await readFile(path.join(ROOT, file), 'utf8'), {
    loader: file.endsWith('x') ? 'tsx' : 'ts',
    target: 'esnext',
    jsx: 'automatic',
  });
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  const textOf = ({ start, end }: Node): string => code.slice(start, end);
  const found: Pattern[] = [];
  for (const node of nodesIn(program)) {
    const regex = node.type === 'Literal' && 'regex' in node ? node.regex : undefined;
    if (isPattern(regex)) found.push({ file, source: regex.pattern, flags: regex.flags });
    if (!isBuilt(node)) continue;
    const made: unknown = runInNewContext(`${constantsOf(program, textOf).join('\n')}\n(${textOf(node)})`, {
      ...values,
    });
    if (typeof made !== 'object' || made === null || !('source' in made && 'flags' in made)) continue;
    found.push({ file, source: String(made.source), flags: String(made.flags) });
  }
  return found;
}

/** The constants of a module that are made of nothing but text, and its short functions. */
function constantsOf(program: Node, textOf: (node: Node) => string): string[] {
  const body = 'body' in program && Array.isArray(program.body) ? program.body : [];
  return body
    .filter((node: unknown): node is Node => isNode(node) && node.type === 'VariableDeclaration')
    .map(textOf)
    .filter((text) => /^const \w+ = (?:String\.raw|new RegExp)?[`'"[(/]/.test(text));
}

function* nodesIn(value: unknown): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) yield value;
  for (const part of Object.values(value)) yield* nodesIn(part);
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const isPattern = (value: unknown): value is { pattern: string; flags: string } =>
  typeof value === 'object' && value !== null && 'pattern' in value && 'flags' in value;

const isBuilt = (node: Node): boolean =>
  (node.type === 'NewExpression' || node.type === 'CallExpression') &&
  'callee' in node &&
  isNode(node.callee) &&
  'name' in node.callee &&
  node.callee.name === 'RegExp';
