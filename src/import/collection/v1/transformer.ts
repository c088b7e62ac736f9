import { createRequire } from 'node:module';
import { isObject, parseJson } from '../../../contract/json.js';
import type { JsonObject } from '../../../contract/model.js';

interface Transformer {
  convertSingle(
    request: JsonObject,
    options: Readonly<Record<string, unknown>>,
    done: (error: unknown, item: unknown) => void,
  ): void;
}

/** Ids are kept where there are any; that it makes up random ones elsewhere is mended by the caller. */
const OPTIONS = { inputVersion: '1.0.0', outputVersion: '2.1.0', retainIds: true, noDefaults: true };

let transformer: Transformer | undefined;

/** One v1 request as a v2.1 item, by Postman's own converter. @throws Error where it cannot convert it */
export function convertSingle(request: JsonObject): JsonObject {
  transformer ??= load();
  let item: unknown;
  transformer.convertSingle(request, OPTIONS, (error, converted) => {
    if (error) throw error;
    item = converted;
  });
  // As JSON, so that properties that are undefined are gone.
  const json = parseJson(JSON.stringify(item) ?? 'null');
  return isObject(json) ? json : {};
}

function load(): Transformer {
  const loaded: Transformer = createRequire(import.meta.url)('postman-collection-transformer');
  return loaded;
}
