import type { Exchange } from '../contract/exchange.js';
import type { Contract } from '../contract/model.js';
import { isSecretName } from '../contract/secret-names.js';
import { contractWords } from './contract-words.js';
import { DataValues } from './data-values.js';
import { Disclosure } from './disclosure.js';
import { LastLook } from './last-look.js';
import { Secrets } from './secrets.js';
import { Veil } from './veil.js';

/** What of a run may be kept, shown and written (`docs/masking.md`): the one way to all of it. */
export class Masking {
  /** Whoever learns of a secret adds it here; what is recorded is redacted here first. */
  readonly secrets: Secrets;
  /** Values of data rows. */
  readonly data: DataValues;
  #veil: Veil | undefined;
  #show: Disclosure | undefined;
  #scan: LastLook | undefined;

  constructor(readonly contract: Contract) {
    const isWord = contractWords(contract);
    this.secrets = new Secrets(isWord);
    this.data = new DataValues(isWord);
  }

  /** Values of a row of data are hidden as consumer data; those of a column that is named for secrets as secrets, too. */
  addRow(row: Readonly<Record<string, unknown>>, name: string): void {
    for (const [column, value] of Object.entries(row)) {
      const label = `${name}_${column.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
      this.data.add(value, label);
      if (isSecretName(column) && typeof value === 'string' && value !== '')
        this.secrets.add(value, `{{${label}}}`);
    }
  }

  /** A redacted exchange as the record keeps it. */
  keep(exchange: Exchange): Exchange {
    this.#veil ??= new Veil(this.contract, this.secrets);
    return this.data.kept(this.#veil.over(exchange));
  }

  /** What findings and reports show. */
  get show(): Disclosure {
    this.#show ??= new Disclosure(this.contract, this.secrets, this.data);
    return this.#show;
  }

  /** Words on what was sent, or kept from being sent. */
  words(text: string): string {
    return this.data.told(this.secrets.show(this.secrets.hide(text)));
  }

  /** The last look at everything that is written or printed. */
  get scan(): LastLook {
    this.#scan ??= new LastLook(this.secrets);
    return this.#scan;
  }
}
