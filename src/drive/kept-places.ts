import { leaves, type Step, valueAt } from '../contract/places.js';
import { bareName } from '../contract/words.js';

/** Where an answer holds what its operation's scripts put into variables. */
export class KeptPlaces {
  /** Places by variable, the likeliest first. */
  readonly #places = new Map<string, readonly (readonly Step[])[]>();

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
  learn(variable: string, value: string, json: unknown): void {
    const known = this.#places.get(variable);
    const here = known
      ? known.filter((place) => text(valueAt(json, place)) === value)
      : placesOf(json, variable, value);
    if (here.length > 0) this.#places.set(variable, here);
  }

  /** What an answer holds at these places, by variable. */
  in(json: unknown): Record<string, string> {
    const own: Record<string, string> = {};
    for (const [variable, [place]] of this.#places) {
      const value = place && valueAt(json, place);
      if (typeof value === 'string' || typeof value === 'number') own[variable] = String(value);
    }
    return own;
  }
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
