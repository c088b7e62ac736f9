import { createHash } from 'node:crypto';
import type { RunResult } from '../../judge/result.js';
import { Verbatim } from '../../masking/last-look.js';
import { verdictSentence } from '../verdict-sentence.js';
import { assets } from './assets.js';
import { budgets } from './budget.js';
import { embedded, html } from './escape.js';
import { pageData } from './page-data.js';
import { pageHead } from './page-head.js';

/** Bytes that the file stays under, whatever the run. */
const MOST = 5_000_000;

/**
 * `report.html`: one file that opens from disk. The head of the page is there before its script runs; the rest is
 * data, which the script shows. What came from the API is only ever text.
 */
export const renderHtml = (result: RunResult): string => textOf(htmlParts(result));

/** The same in parts, with what is the page's own, and has a digest in its policy, apart. */
export function htmlParts(result: RunResult): readonly (string | Verbatim)[] {
  let page: readonly (string | Verbatim)[] = [];
  for (const budget of budgets()) {
    page = document(result, embedded(pageData(result, budget)));
    if (Buffer.byteLength(textOf(page)) < MOST) break;
  }
  return page;
}

const textOf = (parts: readonly (string | Verbatim)[]): string =>
  parts.map((part) => (part instanceof Verbatim ? part.text : part)).join('');

function document(result: RunResult, data: string): readonly (string | Verbatim)[] {
  const { script, style } = assets();
  return [
    new Verbatim(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
`),
    `<title>${html(`${verdictSentence(result)} ${result.identity.contract.title}`)}</title>
`,
    new Verbatim(`<style>${style}</style>
</head>
<body>
`),
    `${pageHead(result)}
`,
    new Verbatim(`<main id="app" tabindex="-1"><noscript><p>The problems and cases below need JavaScript; summary.md has them as text.</p></noscript></main>
<script type="application/json" id="data">`),
    data,
    new Verbatim(`</script>
<script>${script}</script>
</body>
</html>
`),
  ];
}

/** Nothing is loaded, nothing is sent, and only this script and this style are in force. */
function policy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const digest = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
