import type { TestCase } from 'junit-report-builder';
import { visible } from '../contract/visible.js';

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
      element.ele('flakyFailure', { message: visible(texts.flaky.message) }).txt(visible(texts.flaky.text));
    }
    if (texts.output) element.ele('system-out').txt(visible(texts.output));
    return element;
  };
}

function isElement(node: XmlElement['children'][number]): node is XmlElement {
  return 'ele' in node && 'att' in node;
}

function fill(element: XmlElement, { failure, error, skipped }: Texts): void {
  if (element.name === 'failure' && failure) element.txt(visible(failure));
  if (element.name === 'error' && error) element.txt(visible(error));
  if (element.name === 'skipped' && skipped) element.att('message', visible(skipped));
}
