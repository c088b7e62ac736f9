import { readingOf } from '../contract/body.js';
import { type Answer, header } from '../contract/exchange.js';
import { decoded } from '../contract/percent.js';
import { leaves, type Step, valueAt } from '../contract/places.js';
import { bareName } from '../contract/words.js';

type Shown = Pick<Answer, 'body' | 'headers'>;

/** Where an answer holds what its operation's scripts put into variables. */
export class KeptPlaces {
  /** Places by variable, the likeliest first. */
  readonly #places = new Map<string, readonly (readonly Step[])[]>();
  /** Variables whose value is the last segment of Location, which names what was created (RFC 9110, 15.3.2). */
  readonly #located = new Set<string>();

  /** False where each of the variables lies at one place only: no further answer can tell more. */
  mayLearn(variables: readonly string[]): boolean {
    return variables.some((variable) => this.#places.get(variable)?.length !== 1);
  }

  /**
   * An id is often a small number, and so are other values beside it: each further answer leaves fewer places where
   * the value can have come from. Until one is left, that which is named like the variable counts.
   *
   * @param value what the variable holds behind this answer
   */
  learn(variable: string, value: string, answer: Shown): void {
    if (locatedIn(answer) === value) this.#located.add(variable);
    else this.#located.delete(variable);
    const { json } = readingOf(answer.body);
    const known = this.#places.get(variable);
    const here = known
      ? known.filter((place) => text(valueAt(json, place)) === value)
      : placesOf(json, variable, value);
    if (here.length > 0) this.#places.set(variable, here);
  }

  /** What an answer holds at these places, by variable. */
  in(answer: Shown): Record<string, string> {
    const own: Record<string, string> = {};
    const located = locatedIn(answer);
    if (located !== undefined) for (const variable of this.#located) own[variable] = located;
    const { json } = readingOf(answer.body);
    for (const [variable, [place]] of this.#places) {
      const value = place && valueAt(json, place);
      if (typeof value === 'string' || typeof value === 'number') own[variable] = String(value);
    }
    return own;
  }
}

/** The last segment of the path in Location. */
function locatedIn({ headers }: Shown): string | undefined {
  const [path = ''] = (header(headers, 'location') ?? '').split(/[?#]/, 1);
  return decoded(path.split('/').findLast((segment) => segment !== '') ?? '') || undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'object' || value === undefined ? undefined : String(value);

function placesOf(json: unknown, variable: string, value: string): (readonly Step[])[] {
  const here = [...leaves(json)].filter((leaf) => String(leaf.value) === value);
  const named = here.filter(({ name }) => isNamedLike(variable, name));
  return [...named, ...here.filter((leaf) => !named.includes(leaf))].map(({ path }) => path);
}

/** `postId` and `new_post_id` are named like `id` and like `postId`. */
const isNamedLike = (variable: string, name: string): boolean =>
  bareName(name) !== '' && bareName(variable).endsWith(bareName(name));
