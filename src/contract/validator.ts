import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { RegExpEngine } from 'ajv/dist/types/index.js';
import { addFormats } from './json-schema/formats.js';
import { addUnevaluated } from './json-schema/unevaluated.js';
import { addWriteOnly } from './json-schema/write-only.js';
import { addMultipleOf } from './multiple-of.js';

type Compile = typeof import('./patterns.js').compiledPattern;

/** Patterns are matched in linear time, so that no answer of an API can make one run for hours. */
function linearTimePatterns(compiledPattern: Compile): RegExpEngine {
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
 * @param options `verbose`: errors carry the schema and data that they are about; `checked`: what it is given was held
 *   against the metaschema before
 */
export async function newAjv({ verbose = false, checked = false } = {}): Promise<Ajv2020> {
  const [{ Ajv2020 }, { compiledPattern }] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('./patterns.js'),
  ]);
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    verbose,
    logger: false,
    validateSchema: !checked,
    // A field may be named `toString`: an object that lacks it has none by inheritance.
    ownProperties: true,
    passContext: true,
    // Compiling is most of the cost of a schema; the optimised code is no faster for bodies of this size.
    code: { regExp: linearTimePatterns(compiledPattern), optimize: false },
  });
  await addFormats(ajv);
  ajv.addKeyword('x-contract');
  await addMultipleOf(ajv);
  addWriteOnly(ajv);
  addUnevaluated(ajv, (pattern, text) => compiledPattern(pattern).test(text));
  return ajv;
}
