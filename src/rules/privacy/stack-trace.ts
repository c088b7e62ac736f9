import type { ObservationRule } from '../rule.js';
import { read } from '../support/reading.js';

/**
 * What the traces of the usual languages, and the messages of their databases, look like. What may stand between two
 * words has an end: an answer that holds nothing but beginnings of traces would be read anew from each of them.
 */
const TRACES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['JavaScript', /\bat (?:[\w$.<>[\] ]{1,200} \()?(?:file:\/\/|node:|\/|[A-Za-z]:\\)[^\s()]+:\d+:\d+\)?/],
  ['Python', /Traceback \(most recent call last\)|\bFile "[^"]+\.py", line \d+/],
  [
    'Java',
    /\bat [\w$]+(?:\.[\w$<>]+)+\((?:[\w$]+\.(?:java|kt|scala|groovy):\d+|Native Method|Unknown Source)\)/,
  ],
  ['Java', /\b(?:[a-z]\w{0,60}\.){2,12}[A-Z]\w{0,100}(?:Exception|Error): /],
  [
    '.NET',
    /\bat [\w.<>`[\], ]{1,200}\([^)]{0,300}\) in [^\n]{1,300}:line \d+|\bSystem(?:\.\w{1,100}){1,8}Exception\b/,
  ],
  ['PHP', /#\d+ [^\s]+\.php\(\d+\)|\bin \/[^\s]+\.php(?: on line |:)\d+|PHP (?:Fatal|Parse) error/],
  ['Ruby', /(?<![\w/.-])[\w/.-]+\.rb:\d+:in [`'"]/],
  ['Go', /goroutine \d+ \[\w[^\]]{0,100}\]:|\bpanic: .{1,500}\n|(?<![\w/.-])[\w/.-]+\.go:\d+ \+0x[0-9a-f]+/],
  ['Rust', /thread '[^']*' panicked at /],
  [
    'SQL',
    /\bSQLSTATE\[?\w{5}|\bORA-\d{5}\b|You have an error in your SQL syntax|(?:syntax error|invalid input syntax) .{0,300}\bat or near\b|\b(?:PG|Psycopg2?|Sequelize|MySQL|SQLite)(?:\w*::)?\w*(?:Error|Exception)\b/,
  ],
  ['SQL', /\b(?:SELECT\s[^"]{1,200}\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\s+[\w."`]+/],
];

/** Characters at the beginning and at the end of a body that are looked at: a trace is no needle in a long list. */
const ENDS = 16_000;
const ends = (text: string): string =>
  text.length <= 2 * ENDS ? text : `${text.slice(0, ENDS)}\n${text.slice(-ENDS)}`;

export const stackTrace: ObservationRule = {
  id: 'privacy/stack-trace',
  kind: 'observation',
  documented: ['D9'],
  says: 'No answer shows the inside of the server: no stack trace, no statement of its database.',
  sends: 'nothing of its own: it looks at the body and the headers of every answer',
  accepts: 'texts that say what is wrong with the request',
  plan: () => undefined,
  judge: ({ exchange }) => {
    const reading = read(exchange);
    if (!reading) return undefined;
    const sent = exchange.request.body?.toString('utf8') ?? '';
    // A body in JSON has its line breaks escaped.
    const text = ends(reading.text)
      .replaceAll('\\n', '\n')
      .replaceAll('\\t', '\t')
      .replaceAll('\\"', '"')
      .replaceAll('\\/', '/');
    const texts = [
      ...reading.answer.headers.map(([name, value]) => [`header ${name}`, value] as const),
      ['the body', text] as const,
    ];
    for (const [place, value] of texts) {
      for (const [what, pattern] of TRACES) {
        const found = pattern.exec(value)?.[0];
        if (found === undefined || sent.includes(found)) continue;
        return {
          holds: false,
          expected: 'an answer that shows nothing of the inside of the server',
          received: `a trace of ${what} in ${place}: ${found.slice(0, 100)}`,
          at: place,
          advice: 'Write the trace to the log under the request_id, and answer with an error_code.',
          cause: 'stack trace',
        };
      }
    }
    return { holds: true };
  },
};
