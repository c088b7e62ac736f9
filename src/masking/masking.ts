import type { Exchange } from '../contract/exchange.js';
import type { Contract } from '../contract/model.js';
import { contractWords } from './contract-words.js';
import { Disclosure } from './disclosure.js';
import { LastLook } from './last-look.js';
import { Secrets } from './secrets.js';
import { Veil } from './veil.js';

/** What of a run may be kept, shown and written (`docs/masking.md`): the one way to all of it. */
export class Masking {
  /** Whoever learns of a secret adds it here; what is recorded is redacted here first. */
  readonly secrets: Secrets;
  #veil: Veil | undefined;
  #show: Disclosure | undefined;
  #scan: LastLook | undefined;

  constructor(readonly contract: Contract) {
    this.secrets = new Secrets(contractWords(contract));
  }

  /** A redacted exchange as the record keeps it. */
  keep(exchange: Exchange): Exchange {
    this.#veil ??= new Veil(this.contract, this.secrets);
    return this.#veil.over(exchange);
  }

  /** What findings and reports show. */
  get show(): Disclosure {
    this.#show ??= new Disclosure(this.contract, this.secrets);
    return this.#show;
  }

  /** The last look at everything that is written or printed. */
  get scan(): LastLook {
    this.#scan ??= new LastLook(this.secrets);
    return this.#scan;
  }
}
