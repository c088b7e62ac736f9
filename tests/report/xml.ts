/** An element as it was read; its text is that of its own text nodes. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const TOKEN = /<\?[^?]*\?>|<(\/?)([A-Za-z-]+)((?:\s+[A-Za-z]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads what the report writes and refuses all else: a stray `<`, a lone `&`, a wrong nesting, a forbidden character. */
export function readXml(xml: string): XmlElement {
  if (FORBIDDEN.test(xml)) throw new SyntaxError('a character that XML forbids');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let position = 0;
  for (const match of xml.matchAll(TOKEN)) {
    const [whole, closing, name, attributes = '', empty, text] = match;
    position += whole.length;
    const parent = open.at(-1) ?? root;
    if (text?.includes(']]>')) throw new SyntaxError('“]]>” in text');
    if (text !== undefined) parent.text += decoded(text);
    if (name === undefined) continue;
    if (closing) {
      if (open.pop()?.name !== name) throw new SyntaxError(`</${name}> closes another element`);
      continue;
    }
    const element = { name, attributes: attributesOf(attributes), children: [], text: '' };
    parent.children.push(element);
    if (!empty) open.push(element);
  }
  const [only] = root.children;
  if (position !== xml.length || open.length !== 1 || !only) throw new SyntaxError(`no XML at ${position}`);
  return only;
}

/** All elements of that name below another one. */
export function elements(parent: XmlElement, name: string): XmlElement[] {
  return parent.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elements(child, name),
  ]);
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([A-Za-z]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decoded(value)]),
  );
}

function decoded(text: string): string {
  return text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const code = /^#x([0-9A-Fa-f]+)$/.exec(name)?.[1];
    const character = code === undefined ? ENTITIES[name] : String.fromCodePoint(Number.parseInt(code, 16));
    if (character === undefined || !whole.endsWith(';')) throw new SyntaxError(`no entity: ${whole}`);
    return character;
  });
}
