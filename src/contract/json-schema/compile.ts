import type { Ajv2020 } from 'ajv/dist/2020.js';
import type { Json } from '../json.js';
import { newAjv } from '../validator.js';
import { refuseCircles } from './circles.js';
import { withPlainReferences } from './references.js';
import { BASE, SchemaResources } from './resources.js';

/**
 * A JSON Schema 2020-12, as a run validates with it: references, anchors and dynamic anchors resolved, formats
 * asserted, patterns matched in linear time. Nothing is fetched.
 *
 * @param options `schemas`: other schemas that it may refer to, by their URIs
 * @throws where the schema is not valid, refers to nothing, or asks for what is not supported
 */
export async function compileSchema(
  schema: Json,
  { schemas = {} }: { readonly schemas?: Readonly<Record<string, Json>> } = {},
): Promise<(data: unknown) => boolean> {
  const resources = new SchemaResources();
  for (const [index, [uri, other]] of Object.entries(schemas).entries())
    resources.add(other, uri, `${BASE}other/${index}`, uri);
  const root = resources.add(schema, 'the schema', `${BASE}schema`);
  const written = withPlainReferences(resources, [root]);
  refuseCircles(written);
  checker ??= newAjv();
  const [ajv, metaschema] = await Promise.all([newAjv({ checked: true }), checker]);
  for (const { address, schema: plain } of written) {
    metaschema.validateSchema(plain, true);
    ajv.addSchema(plain, address);
  }
  const validate = ajv.getSchema(root.address);
  if (!validate) throw new Error('the schema cannot be compiled');
  return (data) => validate(data) === true;
}

/** Compiling the metaschema takes longer than compiling most schemas. */
let checker: Promise<Ajv2020> | undefined;
