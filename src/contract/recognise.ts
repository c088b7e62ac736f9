import { isObject, type Json, type JsonObject, own, scalarText } from './json.js';

const DRAFT = /json-schema\.org/;

/** A v2.1 collection, or what the JSON is instead, with the step that leads to a collection. */
export type Recognised = { readonly collection: JsonObject } | OtherThing;

export interface OtherThing {
  /** With its article: `an OpenAPI 3.1.0 document`. */
  readonly is: string;
  readonly fix: string;
  /** True where it is no thing that is known. */
  readonly unknown?: true;
  /** Where it is a collection of an older format: which, and the collection itself. */
  readonly older?: { readonly version: '1' | '2.0'; readonly collection: JsonObject };
  /** Where an import takes it in beside a collection, what as. */
  readonly beside?: 'spec' | 'old spec' | 'environment';
}

const EXPORT_V21 = 'Export the collection from Postman as Collection v2.1';
const TAKE_IN =
  'Take it into a workspace with `npx --no contract-suite import`, or export it as Collection v2.1';

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
    const older = { version: '2.0', collection: json } as const;
    return { is: 'a Postman collection v2.0', fix: TAKE_IN, older };
  }
  if (/\/v(?!2\.1)\d/.test(schema)) {
    return { is: `a Postman collection of another version (${schema})`, fix: EXPORT_V21 };
  }
  if (Array.isArray(own(json, 'item')) || schema.includes('v2.1')) return { collection: json };
  return (
    otherThing(json) ?? {
      is: 'a JSON object without the `info` and `item` of a collection',
      fix: EXPORT_V21,
      unknown: true,
    }
  );
}

function versionOf(json: JsonObject): string {
  const info = own(json, 'info');
  return (isObject(info) ? scalarText(own(info, 'schema')) : undefined) ?? '';
}

function otherThing(json: JsonObject): OtherThing | undefined {
  const has = (key: string) => Object.hasOwn(json, key);
  const text = (key: string) => scalarText(own(json, key)) ?? '';
  const list = (key: string) => Array.isArray(own(json, key));
  const scope = text('_postman_variable_scope');
  if (has('openapi') || has('swagger')) {
    const name = has('openapi') ? `an OpenAPI ${text('openapi')}` : `a Swagger ${text('swagger')}`;
    return {
      is: `${name} document`,
      fix: `${EXPORT_V21}; an API description alone holds no requests to run`,
      beside: has('openapi') ? 'spec' : 'old spec',
    };
  }
  if (has('asyncapi')) return { is: 'an AsyncAPI document', fix: EXPORT_V21 };
  if (scope === 'globals') return { is: 'a Postman globals export', fix: EXPORT_V21, beside: 'environment' };
  const wrapped = own(json, 'environment');
  if (scope === 'environment' || (list('values') && has('name')) || (isObject(wrapped) && !has('results'))) {
    return {
      is: 'a Postman environment',
      fix: `${EXPORT_V21}; an environment goes to collections/<environment>.postman_environment.json`,
      beside: 'environment',
    };
  }
  if (has('$kind')) {
    const fix = 'Name the directory of the whole collection, not one of its files';
    return { is: `a file (${text('$kind')}) of a Postman collection v3`, fix };
  }
  return otherClient(json) ?? formerOrNone(json);
}

/** What other programs for requests write. */
function otherClient(json: JsonObject): OtherThing | undefined {
  const text = (key: string) => scalarText(own(json, key)) ?? '';
  const list = (key: string) => Array.isArray(own(json, key));
  const from = (is: string): OtherThing => ({ is, fix: `Export it there for Postman, or: ${EXPORT_V21}` });
  if (isObject(own(json, 'log'))) return { is: 'an HTTP archive (HAR)', fix: EXPORT_V21 };
  if (text('_type') === 'export' || /insomnia/.test(text('type'))) return from('an Insomnia export');
  if (/thunder/i.test(text('client') + text('clientName'))) return from('a Thunder Client export');
  if (Object.hasOwn(json, 'v') && list('requests')) return from('a Hoppscotch export');
  if (text('version') === '1' && list('items')) return from('a Bruno export');
  return undefined;
}

function formerOrNone(json: JsonObject): OtherThing | undefined {
  const has = (key: string) => Object.hasOwn(json, key);
  const list = (key: string) => Array.isArray(own(json, key));
  if (list('requests') || (list('order') && list('folders'))) {
    const older = { version: '1', collection: json } as const;
    return { is: 'a Postman collection v1', fix: TAKE_IN, older };
  }
  if (list('collections')) return { is: 'a Postman data dump', fix: EXPORT_V21 };
  if (isObject(own(json, 'error')) && Object.keys(json).length === 1) {
    return { is: 'an error that an API answered with', fix: EXPORT_V21 };
  }
  if (has('codes'))
    return { is: 'an error catalogue', fix: `Move it to schemas/error-catalog.json. ${EXPORT_V21}` };
  if (DRAFT.test(scalarText(own(json, '$schema')) ?? '') || has('x-contract')) {
    return { is: 'a JSON Schema', fix: `Move it to schemas/. ${EXPORT_V21}` };
  }
  if (has('name') && ['version', 'scripts', 'dependencies', 'devDependencies', 'lockfileVersion'].some(has)) {
    return { is: has('lockfileVersion') ? 'a package-lock.json' : 'a package.json', fix: EXPORT_V21 };
  }
  if (list('cases') || list('problems')) return { is: 'the results of a contract run', fix: EXPORT_V21 };
  return undefined;
}
