import type { ExchangeData, MessageData } from '../data.js';
import { difference } from './difference.js';
import { jsonLines, type Line, lineAt } from './json-lines.js';
import { sized, spoken } from './words.js';

/** Rules whose place is one in the request; else it is one in the answer. */
const OF_REQUEST = /^(parameter|request|authentication)\//;

interface ExchangesProps {
  readonly exchanges: readonly ExchangeData[];
  readonly at: string | undefined;
  readonly rule: string;
}

/** The exchange that shows it; of a comparison both, their answers' differences marked. */
export function Exchanges({ exchanges, at, rule }: ExchangesProps) {
  const [one, two] = exchanges;
  const compared = one?.answer?.body !== undefined && two?.answer?.body !== undefined;
  const [left, right] = compared ? difference(plain(one.answer), plain(two.answer)) : [[], []];
  const place = OF_REQUEST.test(rule) ? { inRequest: at } : { inAnswer: at };
  return exchanges.map((exchange, index) => (
    <Exchange
      key={index}
      exchange={exchange}
      {...place}
      differing={(index === 0 ? left : right).flatMap(({ shared }, line) => (shared ? [] : [line]))}
    />
  ));
}

const linesOf = ({ body = '' }: MessageData): Line[] =>
  jsonLines(body) ?? body.split('\n').map((text) => ({ depth: 0, text, place: '' }));
const plain = (message: MessageData): string[] =>
  linesOf(message).map(({ depth, text }) => `${' '.repeat(depth)}${text.replace(/,$/, '')}`);

interface ExchangeProps {
  readonly exchange: ExchangeData;
  readonly inRequest?: string | undefined;
  readonly inAnswer?: string | undefined;
  readonly differing: readonly number[];
}

function Exchange({ exchange, inRequest, inAnswer, differing }: ExchangeProps) {
  const { environment, request, answer, none, startedAt, duration, retried } = exchange;
  const at = `${startedAt.slice(11, 23)} UTC`;
  return (
    <div class="exchange">
      <Message title={`Request, ${environment}`} message={request} aside={at} at={inRequest} differing={[]} />
      {answer && (
        <Message
          title={`Answer, ${environment}`}
          message={answer}
          aside={[spoken(duration), ...(answer.size === undefined ? [] : [sized(answer.size)])].join(' · ')}
          at={inAnswer}
          differing={differing}
        />
      )}
      {none !== undefined && (
        <section class="message none">
          <h4>No answer, {environment}</h4>
          <p>
            {none} <small>after {spoken(duration)}</small>
          </p>
        </section>
      )}
      {retried.length > 0 && <p class="retried">Before it: {retried.join('; ')}</p>}
    </div>
  );
}

interface MessageProps {
  readonly title: string;
  readonly message: MessageData;
  readonly aside: string;
  readonly at: string | undefined;
  readonly differing: readonly number[];
}

function Message({ title, message, aside, at, differing }: MessageProps) {
  const { start, headers, body, defect } = message;
  const header = at?.replace(/^header /i, '').toLowerCase();
  return (
    <section class="message">
      <div class="label">
        <h4>{title}</h4>
        <small>{aside}</small>
      </div>
      <div class="text">
        <p class="start">{start}</p>
        <dl class="headers">
          {headers.map(([name, value], index) => (
            <div key={index} class={name.toLowerCase() === header ? 'failing' : ''}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {defect && <p class="defect">{defect}</p>}
        {body !== undefined && <Body lines={linesOf(message)} at={at} differing={differing} />}
      </div>
    </section>
  );
}

function Body({
  lines,
  at,
  differing,
}: {
  readonly lines: readonly Line[];
  readonly at: string | undefined;
  readonly differing: readonly number[];
}) {
  const failing = at === undefined ? -1 : lineAt(lines, at);
  return (
    <pre>
      {lines.map(({ depth, text }, index) => {
        const mark = index === failing ? 'failing' : differing.includes(index) ? 'differing' : undefined;
        return (
          <span key={index} class={mark}>
            {'  '.repeat(depth)}
            {text}
            {mark === 'failing' && <em>← {at}</em>}
            {'\n'}
          </span>
        );
      })}
    </pre>
  );
}
