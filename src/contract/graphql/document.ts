import { tokensOf } from './tokens.js';

/** A type as a variable is declared with it. */
export interface DeclaredType {
  /** The name of the type; of a list, none. */
  readonly name?: string;
  readonly items?: DeclaredType;
  /** Whether null is no value of it. */
  readonly nonNull: boolean;
}

export interface DeclaredVariable {
  readonly name: string;
  readonly type: DeclaredType;
  readonly hasDefault: boolean;
}

/** An operation of a GraphQL document. */
export interface DeclaredOperation {
  readonly name?: string;
  readonly variables: readonly DeclaredVariable[];
}

/** The operations of an executable document; undefined where the text is none, or cannot be read. */
export function operationsIn(document: string): readonly DeclaredOperation[] | undefined {
  try {
    const operations = [...new Reader([...tokensOf(document)]).operations()];
    return operations.length > 0 ? operations : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Unreadable extends Error {}

const NAME = /^[_A-Za-z]/;
const KINDS = new Set(['query', 'mutation', 'subscription']);
const CLOSING = new Map([
  ['{', '}'],
  ['(', ')'],
  ['[', ']'],
]);
const CLOSES = new Set(CLOSING.values());

class Reader {
  #at = 0;

  constructor(readonly tokens: readonly string[]) {}

  *operations(): Generator<DeclaredOperation> {
    while (this.#at < this.tokens.length) {
      const first = this.#peek();
      if (first === '{') {
        this.#group();
        yield { variables: [] };
      } else if (KINDS.has(first)) {
        this.#at += 1;
        yield this.#operation();
      } else if (first === 'fragment') {
        this.#selection();
      } else {
        throw new Unreadable();
      }
    }
  }

  #operation(): DeclaredOperation {
    const name = NAME.test(this.#peek()) ? this.#next() : undefined;
    const variables = this.#peek() === '(' ? this.#variables() : [];
    this.#selection();
    return { ...(name !== undefined && { name }), variables };
  }

  /** Goes past directives and the like to the end of what is selected. */
  #selection(): void {
    while (this.#peek() !== '{') {
      if (CLOSING.has(this.#peek())) this.#group();
      else this.#next();
    }
    this.#group();
  }

  #variables(): DeclaredVariable[] {
    this.#take('(');
    const found: DeclaredVariable[] = [];
    while (this.#peek() !== ')') found.push(this.#variable());
    this.#take(')');
    return found;
  }

  #variable(): DeclaredVariable {
    this.#take('$');
    const name = this.#name();
    this.#take(':');
    const type = this.#type();
    const hasDefault = this.#peek() === '=';
    if (hasDefault) {
      this.#at += 1;
      this.#value();
    }
    while (this.#peek() === '@') {
      this.#at += 1;
      this.#name();
      if (this.#peek() === '(') this.#group();
    }
    return { name, type, hasDefault };
  }

  #type(depth = 0): DeclaredType {
    if (depth > 20) throw new Unreadable();
    if (this.#peek() !== '[') return { name: this.#name(), nonNull: this.#bang() };
    this.#take('[');
    const items = this.#type(depth + 1);
    this.#take(']');
    return { items, nonNull: this.#bang() };
  }

  #bang(): boolean {
    const there = this.#peek() === '!';
    if (there) this.#at += 1;
    return there;
  }

  #value(): void {
    if (CLOSING.has(this.#peek())) this.#group();
    else this.#next();
  }

  /** Goes past brackets and all that is between them. */
  #group(): void {
    const open: string[] = [];
    do {
      const token = this.#next();
      const end = CLOSING.get(token);
      if (end !== undefined) open.push(end);
      else if (CLOSES.has(token) && open.pop() !== token) throw new Unreadable();
    } while (open.length > 0);
  }

  #name(): string {
    const token = this.#next();
    if (!NAME.test(token)) throw new Unreadable();
    return token;
  }

  #take(wanted: string): void {
    if (this.#next() !== wanted) throw new Unreadable();
  }

  #peek(): string {
    return this.tokens[this.#at] ?? '';
  }

  /** @throws Unreadable at the end */
  #next(): string {
    const token = this.tokens[this.#at++];
    if (token === undefined) throw new Unreadable();
    return token;
  }
}
