import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { RegExpEngine } from 'ajv/dist/types/index.js';
import { addMultipleOf } from './multiple-of.js';

/** Patterns are matched in linear time, so that no answer of an API can make one run for hours. */
async function linearTimePatterns(): Promise<RegExpEngine> {
  const { compiledPattern } = await import('./patterns.js');
  const engine = (pattern: string) => {
    const compiled = compiledPattern(pattern);
    return { test: (text: string) => compiled.test(text), toString: () => pattern };
  };
  return Object.assign(engine, { code: 'new RegExp' });
}

/**
 * A validator for JSON Schema 2020-12 with formats and the keyword `x-contract`. It reaches no network.
 * A pattern that linear time cannot match (lookaround, back reference), or an escape of another language, throws when its schema is compiled.
 *
 * @param options `verbose`: errors carry the schema and data that they are about
 */
export async function newAjv({ verbose = false } = {}): Promise<Ajv2020> {
  const [{ Ajv2020 }, formats, regExp] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('ajv-formats'),
    linearTimePatterns(),
  ]);
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose,
    logger: false,
    // A field may be named `toString`: an object that lacks it has none by inheritance.
    ownProperties: true,
    // Compiling is most of the cost of a schema; the optimised code is no faster for bodies of this size.
    code: { regExp, optimize: false },
  });
  formats.default.default(ajv);
  ajv.addKeyword('x-contract');
  await addMultipleOf(ajv);
  return ajv;
}
