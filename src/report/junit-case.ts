import type { TestCase } from 'junit-report-builder';

type XmlElement = ReturnType<TestCase['build']>;

/** Texts inside the elements of a test case that junit-report-builder leaves empty, or does not know. */
export interface Texts {
  readonly failure?: string;
  readonly error?: string;
  /** Why it was skipped. */
  readonly skipped?: string;
  readonly flaky?: { readonly message: string; readonly text: string };
  /** Remarks and parts of a case that say something whatever its verdict. */
  readonly output?: string;
}

/**
 * Puts the texts into the case's elements when it is built. As text nodes: of a CDATA section the builder
 * escapes only the first `]]>`.
 */
export function withTexts(testCase: TestCase, texts: Texts): void {
  const build = testCase.build.bind(testCase);
  testCase.build = (parent) => {
    const element = build(parent);
    for (const child of element.children) if (isElement(child)) fill(child, texts);
    if (texts.flaky) {
      element.ele('flakyFailure', { message: xmlText(texts.flaky.message) }).txt(xmlText(texts.flaky.text));
    }
    if (texts.output) element.ele('system-out').txt(xmlText(texts.output));
    return element;
  };
}

function isElement(node: XmlElement['children'][number]): node is XmlElement {
  return 'ele' in node && 'att' in node;
}

function fill(element: XmlElement, { failure, error, skipped }: Texts): void {
  if (element.name === 'failure' && failure) element.txt(xmlText(failure));
  if (element.name === 'error' && error) element.txt(xmlText(error));
  if (element.name === 'skipped' && skipped) element.att('message', xmlText(skipped));
}

/** Replaces what no XML 1.0 document may hold, not even escaped: control characters, lone surrogates. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r\u0080-\u009F]|[\uFFFE\uFFFF]/gu, '\uFFFD')
    .replace(/\p{Cs}/gu, '\uFFFD');
}
