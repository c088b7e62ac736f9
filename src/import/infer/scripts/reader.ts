import type { Operation, Script } from '../../../contract/model.js';
import { ReadScript } from './script.js';

/** A test script that speaks of schemas; not `read` where it cannot be parsed. */
export interface SpeakingScript {
  readonly script: Script;
  readonly read: ReadScript | undefined;
}

const SPEAKS_OF_SCHEMAS = /jsonSchema|tv4|ajv/i;

/** Reads test scripts; those that many operations inherit, once. */
export class ScriptReader {
  private readonly known = new Map<ReadScript | undefined, Map<string, ReadScript | undefined>>();

  /** The test scripts of an operation that speak of schemas, those of the collection first. */
  speakingOfSchemas({ name, scripts }: Operation): SpeakingScript[] {
    const tests = scripts.filter(({ listen }) => listen === 'test');
    const last = tests.findLastIndex(({ source }) => SPEAKS_OF_SCHEMAS.test(source));
    const found: SpeakingScript[] = [];
    let inherited: ReadScript | undefined;
    for (const script of tests.slice(0, last + 1)) {
      const { source, owner } = script;
      const read = owner === name ? ReadScript.of(source, inherited) : this.shared(source, inherited);
      if (SPEAKS_OF_SCHEMAS.test(source)) found.push({ script, read });
      inherited = read ?? inherited;
    }
    return found;
  }

  private shared(source: string, inherited: ReadScript | undefined): ReadScript | undefined {
    const known = this.known.get(inherited) ?? new Map<string, ReadScript | undefined>();
    this.known.set(inherited, known);
    if (!known.has(source)) known.set(source, ReadScript.of(source, inherited));
    return known.get(source);
  }
}
