import type { ExchangeData, MessageData } from '../data.js';
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
  const shapes = exchanges.map(({ answer }) => new Set((answer ? linesOf(answer) : []).map(shape)));
  const place = OF_REQUEST.test(rule) ? { inRequest: at } : { inAnswer: at };
  return exchanges.map((exchange, index) => (
    <Exchange
      key={index}
      exchange={exchange}
      {...place}
      // Of a comparison, what the other answer has no line for; values are not compared.
      differs={(line) => shapes.length > 1 && !shapes[1 - index]?.has(shape(line))}
    />
  ));
}

const linesOf = ({ body = '' }: MessageData): Line[] =>
  jsonLines(body) ?? body.split('\n').map((text) => ({ depth: 0, text, place: '' }));
/** Where a line stands, and what begins there: a text, a number, an object. */
const shape = ({ place, text }: Line): string => `${place} ${kindOf(text)}`;

function kindOf(text: string): string {
  const value = text.replace(/^"(?:[^"\\]|\\.)*": /, '');
  return /^[-\d]/.test(value) ? 'number' : /^(?:true|false)/.test(value) ? 'boolean' : value.slice(0, 1);
}

interface ExchangeProps {
  readonly exchange: ExchangeData;
  readonly inRequest?: string | undefined;
  readonly inAnswer?: string | undefined;
  readonly differs?: (line: Line) => boolean;
}

function Exchange({ exchange, inRequest, inAnswer, differs = never }: ExchangeProps) {
  const { environment, request, answer, none, startedAt, duration, retried } = exchange;
  const at = `${startedAt.slice(11, 23)} UTC`;
  return (
    <div class="exchange">
      <Message
        title={`Request, ${environment}`}
        message={request}
        aside={at}
        at={inRequest}
        differs={never}
      />
      {answer && (
        <Message
          title={`Answer, ${environment}`}
          message={answer}
          aside={[spoken(duration), ...(answer.size === undefined ? [] : [sized(answer.size)])].join(' · ')}
          at={inAnswer}
          differs={differs}
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

const never = (): boolean => false;

interface MessageProps {
  readonly title: string;
  readonly message: MessageData;
  readonly aside: string;
  readonly at: string | undefined;
  readonly differs: (line: Line) => boolean;
}

function Message({ title, message, aside, at, differs }: MessageProps) {
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
        {body !== undefined && <Body lines={linesOf(message)} at={at} differs={differs} />}
      </div>
    </section>
  );
}

interface BodyProps extends Pick<MessageProps, 'at' | 'differs'> {
  readonly lines: readonly Line[];
}

function Body({ lines, at, differs }: BodyProps) {
  const failing = at === undefined ? -1 : lineAt(lines, at);
  const absent = lines[failing]?.place !== at;
  return (
    <pre>
      {lines.map((line, index) => (
        <span key={index} class={index === failing ? 'failing' : differs(line) ? 'differing' : undefined}>
          {'  '.repeat(line.depth)}
          {line.text}
          {index === failing && at !== '$' && (
            <em>
              ← {absent && 'no '}
              {at}
            </em>
          )}
        </span>
      ))}
    </pre>
  );
}
