import { isObject, own, scalarText } from './json.js';
import type { Json, JsonObject } from './model.js';

const DRAFT = /json-schema\.org/;

/** A v2.1 collection, or what the JSON is instead, with the step that leads to a collection. */
export type Recognised = { readonly collection: JsonObject } | { readonly is: string; readonly fix: string };

const EXPORT_V21 = 'Export the collection from Postman as Collection v2.1';

/** Tells a Postman collection v2.1 from the other JSON files that are mistaken for one (`D12`). */
export function recognise(json: Json): Recognised {
  if (!isObject(json)) {
    return {
      is: Array.isArray(json) ? 'a list' : `a lone ${json === null ? 'null' : typeof json}`,
      fix: EXPORT_V21,
    };
  }
  const wrapped = own(json, 'collection');
  if (!own(json, 'item') && isObject(wrapped)) return recognise(wrapped);
  const schema = versionOf(json);
  if (schema.includes('v2.0')) {
    return { is: 'a Postman collection v2.0', fix: `${EXPORT_V21}, not v2.0` };
  }
  if (/\/v(?!2\.1)\d/.test(schema)) {
    return { is: `a Postman collection of another version (${schema})`, fix: EXPORT_V21 };
  }
  if (Array.isArray(own(json, 'item')) || schema.includes('v2.1')) return { collection: json };
  return (
    otherThing(json) ?? { is: 'a JSON object without the `info` and `item` of a collection', fix: EXPORT_V21 }
  );
}

function versionOf(json: JsonObject): string {
  const info = own(json, 'info');
  return (isObject(info) ? scalarText(own(info, 'schema')) : undefined) ?? '';
}

function otherThing(json: JsonObject): { is: string; fix: string } | undefined {
  const has = (key: string) => Object.hasOwn(json, key);
  const text = (key: string) => scalarText(own(json, key)) ?? '';
  const scope = text('_postman_variable_scope');
  if (has('openapi') || has('swagger')) {
    const name = has('openapi') ? `OpenAPI ${text('openapi')}` : `Swagger ${text('swagger')}`;
    return {
      is: `an ${name} document`,
      fix: `${EXPORT_V21}; an API description alone holds no requests to run`,
    };
  }
  if (scope === 'globals') return { is: 'a Postman globals export', fix: EXPORT_V21 };
  if (scope === 'environment' || (Array.isArray(own(json, 'values')) && has('name'))) {
    return {
      is: 'a Postman environment',
      fix: `${EXPORT_V21}; an environment goes to collections/<environment>.postman_environment.json`,
    };
  }
  if (Array.isArray(own(json, 'requests'))) {
    return { is: 'a Postman collection v1', fix: `${EXPORT_V21}, not v1` };
  }
  if (Array.isArray(own(json, 'collections'))) return { is: 'a Postman data dump', fix: EXPORT_V21 };
  if (isObject(own(json, 'log'))) return { is: 'an HTTP archive (HAR)', fix: EXPORT_V21 };
  if (text('_type') === 'export') return { is: 'an Insomnia export', fix: EXPORT_V21 };
  if (has('codes'))
    return { is: 'an error catalogue', fix: `Move it to schemas/error-catalog.json. ${EXPORT_V21}` };
  if (DRAFT.test(text('$schema')) || has('x-contract')) {
    return { is: 'a JSON Schema', fix: `Move it to schemas/. ${EXPORT_V21}` };
  }
  if (has('name') && ['version', 'scripts', 'dependencies', 'devDependencies', 'lockfileVersion'].some(has)) {
    return { is: has('lockfileVersion') ? 'a package-lock.json' : 'a package.json', fix: EXPORT_V21 };
  }
  return undefined;
}
