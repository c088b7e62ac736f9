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
];

/** Statements of a database: in a success they may be what somebody keeps there, queries and settings. */
const OF_REFUSALS: typeof TRACES = [
  ['SQL', /\b(?:SELECT\s[^"]{1,200}\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\s+[\w."`]+/],
];

/** What drivers of databases and mappers of objects say: in an error of the server it is their own word. */
const OF_FAILURES: typeof TRACES = [
  [
    'SQL',
    /\b(?:relation|column|table) "?[\w.]{1,100}"? (?:of relation "?[\w.]{1,100}"? )?(?:does not exist|already exists)\b|\bviolates (?:foreign key|unique|not-null|check) constraint\b|\bduplicate key value violates\b|\b(?:FOREIGN KEY|UNIQUE|NOT NULL) constraint failed\b|\bno such (?:table|column): \w|\bDuplicate entry '[^']{0,200}' for key\b|\bER_[A-Z]{2,30}(?:_[A-Z]{1,30}){1,6}\b/,
  ],
  ['MongoDB', /\bE11000 duplicate key\b|\bMongo(?:Server|Network|Bulk\w{1,20})?Error\b/],
  [
    'an ORM',
    /\bPrisma\w{0,40}Error\b|\bprisma\.\w{1,60}\.\w{1,40}\(\)|\b(?:QueryFailedError|EntityNotFoundError|ActiveRecord::\w{1,60}|org\.hibernate\.[\w.]{1,100}|django\.db\.[\w.]{1,100})\b/,
  ],
  ['SQL', /\b(?:select\s[^"]{1,200}\sfrom|insert\s+into|update\s+[\w."`]+\s+set|delete\s+from)\s+[\w."`]+/],
  [
    'a database',
    /\bEmptyResponse\b|\b(?:no rows? (?:in result set|found|updated|deleted)|expected (?:one|1) row)\b/i,
  ],
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
    const { status } = reading.answer;
    const traces = [...TRACES, ...(status >= 400 ? OF_REFUSALS : []), ...(status >= 500 ? OF_FAILURES : [])];
    for (const [place, value] of texts) {
      for (const [what, pattern] of traces) {
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
