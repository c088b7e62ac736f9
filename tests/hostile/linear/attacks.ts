import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** Characters of every kind that patterns tell apart. */
const CANDIDATES = [
  ...Array.from({ length: 95 }, (_, at) => String.fromCharCode(126 - at)),
  '\t',
  '\n',
  '\0',
  'é',
  '“',
];
const MANY = 1000;
/** Characters by which two of them are told apart. */
const SAMPLE = 200;
/** Pairs of characters of which a text is made, one half each. */
const PAIRS = 8;

/** A text of so many characters. */
export type Attack = (length: number) => string;

/** Texts that a pattern is slow on where it can be: of one character, and those that it nearly matches. */
export function attacksOn(source: string, flags: string): Attack[] {
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, flags.includes('u'));
  const alphabet = alphabetOf(pattern, flags);
  const quantifiers = [...nodesIn(pattern)].filter(
    (node): node is AST.Quantifier => node.type === 'Quantifier' && node.max >= MANY,
  );
  const few = quantifiers.length > 1 ? alphabet.slice(0, PAIRS) : [];
  const all = [
    ...alphabet.map(filling),
    ...quantifiers.flatMap((quantifier) => nearMisses(quantifier, alphabet, flags)),
    ...few.flatMap((a) =>
      few.map(
        (b): Attack =>
          (length) =>
            filled(a, length / 2) + filled(b, length / 2),
      ),
    ),
  ];
  return [...new Map(all.map((attack) => [attack(SAMPLE), attack])).values()];
}

function nearMisses(quantifier: AST.Quantifier, alphabet: readonly string[], flags: string): Attack[] {
  const before = wordBefore(quantifier, alphabet, flags);
  const after = wordAfter(quantifier, alphabet, flags);
  return pumpsOf(quantifier, alphabet, flags).flatMap((pump) => [
    ...['', '\0', '\n\0', after.slice(0, -1), `${after}\0`].map(
      (tail): Attack =>
        (length) =>
          before + filled(pump, length) + tail,
    ),
    ...[pump, pump + after.slice(0, -1), pump + after].map((each) => filling(before + each)),
  ]);
}

const filling =
  (word: string): Attack =>
  (length) =>
    filled(word, length);

const filled = (word: string, length: number): string =>
  word === '' ? '' : word.repeat(Math.ceil(length / word.length));

/** One character of each kind that the pattern tells apart. */
function alphabetOf(pattern: AST.Pattern, flags: string): string[] {
  const single = [...nodesIn(pattern)].filter(isSingle);
  const tests = [...new Set(single.map(({ raw }) => raw))].map((raw) => testOf(raw, flags));
  const byKind = new Map(
    CANDIDATES.map((character) => [tests.map((fits) => Number(fits.test(character))).join(''), character]),
  );
  const others = single.flatMap((node) =>
    node.type === 'Character' ? [String.fromCodePoint(node.value)] : [],
  );
  return [...new Set([...byKind.values(), ...(others.length < 4 ? others : [])])];
}

const testOf = (raw: string, flags: string): RegExp => new RegExp(`^(?:${raw})$`, flags.replace(/[gy]/g, ''));

type Single = AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;
const isSingle = (node: AST.Node): node is Single =>
  node.type === 'Character' ||
  node.type === 'CharacterSet' ||
  node.type === 'CharacterClass' ||
  node.type === 'ExpressionCharacterClass';

/** What a quantifier may be made to repeat. */
function pumpsOf({ element }: AST.Quantifier, alphabet: readonly string[], flags: string): string[] {
  if (isSingle(element)) return alphabet.filter((character) => testOf(element.raw, flags).test(character));
  if (!('alternatives' in element)) return [];
  return element.alternatives.flatMap(({ elements }) =>
    [undefined, ...alphabet].map((wish) =>
      wordOf(elements, wish === undefined ? alphabet : [wish, ...alphabet], flags, 1),
    ),
  );
}

/** A short text that the elements match. */
const wordOf = (nodes: readonly AST.Node[], alphabet: readonly string[], flags: string, least = 0): string =>
  nodes.map((node) => word(node, alphabet, flags, least)).join('');

function word(node: AST.Node, alphabet: readonly string[], flags: string, least: number): string {
  if (node.type === 'Character') return String.fromCodePoint(node.value);
  if (isSingle(node)) {
    const fits = testOf(node.raw, flags);
    return [...alphabet, ...CANDIDATES].find((character) => fits.test(character)) ?? '';
  }
  if (node.type === 'Quantifier')
    return word(node.element, alphabet, flags, least).repeat(Math.min(Math.max(node.min, least), node.max));
  if (node.type === 'Group' || node.type === 'CapturingGroup')
    return wordOf(node.alternatives[0]?.elements ?? [], alphabet, flags, least);
  return '';
}

function wordBefore(node: AST.Node, alphabet: readonly string[], flags: string): string {
  const { parent } = node;
  if (!parent) return '';
  if (parent.type !== 'Alternative') return wordBefore(parent, alphabet, flags);
  const at = parent.elements.findIndex(({ start }) => start === node.start);
  return wordBefore(parent, alphabet, flags) + wordOf(parent.elements.slice(0, at), alphabet, flags);
}

function wordAfter(node: AST.Node, alphabet: readonly string[], flags: string): string {
  const { parent } = node;
  if (!parent) return '';
  if (parent.type !== 'Alternative') return wordAfter(parent, alphabet, flags);
  const at = parent.elements.findIndex(({ start }) => start === node.start);
  return wordOf(parent.elements.slice(at + 1), alphabet, flags) + wordAfter(parent, alphabet, flags);
}

function* nodesIn(node: AST.Node): Generator<AST.Node> {
  yield node;
  if ('alternatives' in node) for (const each of node.alternatives) yield* nodesIn(each);
  if (node.type === 'Alternative') for (const each of node.elements) yield* nodesIn(each);
  if (node.type === 'Quantifier') yield* nodesIn(node.element);
}
