import type { Exchange } from '../contract/exchange.js';
import type { Contract } from '../contract/model.js';
import { trimmed } from '../masking/evidence.js';
import type { UnitDisclosure } from '../masking/unit-disclosure.js';
import type { Signature } from '../rules/rule.js';
import { errorOf } from '../rules/support/error-places.js';
import { read } from '../rules/support/reading.js';
import { shapeOf } from '../rules/support/shape.js';

export interface Side {
  readonly exchange: Exchange;
  readonly sends: string;
  readonly valid: boolean;
}

export interface Compared {
  readonly sends: string;
  readonly valid: boolean;
  readonly signature: Signature;
}

/** What one environment answered to each case of a unit, kept small until the other environment is through. */
export class Sides {
  readonly #sides = new Map<string, Compared>();

  constructor(
    readonly disclosure: UnitDisclosure,
    readonly contract: Contract,
  ) {}

  set(name: string, { exchange, sends, valid }: Side): void {
    const reading = read(exchange);
    if (!reading) return;
    const { answer, json } = reading;
    const { code, type } = errorOf(exchange, this.contract);
    this.#sides.set(name, {
      sends,
      valid,
      signature: {
        exchange: trimmed(exchange),
        status: answer.status,
        ...(code !== undefined && { code }),
        ...(type !== undefined && { type }),
        shape: json === undefined ? new Map() : shapeOf(json),
      },
    });
  }

  /** Nothing of it says anything of this environment. */
  forget(): void {
    this.#sides.clear();
  }

  entries(): IterableIterator<[string, Compared]> {
    return this.#sides.entries();
  }

  get(name: string): Compared | undefined {
    return this.#sides.get(name);
  }
}
