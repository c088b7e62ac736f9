import transformer from 'postman-collection-transformer';
import { isObject, type JsonObject, parseJson } from '../../../contract/json.js';

/** Ids are kept where there are any; that it makes up random ones elsewhere is mended by the caller. */
const OPTIONS = { inputVersion: '1.0.0', outputVersion: '2.1.0', retainIds: true, noDefaults: true };

/** One v1 request as a v2.1 item, by Postman's own converter. @throws Error where it cannot convert it */
export function convertSingle(request: JsonObject): JsonObject {
  let item: unknown;
  transformer.convertSingle(request, OPTIONS, (error, converted) => {
    if (error) throw error;
    item = converted;
  });
  // As JSON, so that properties that are undefined are gone.
  const json = parseJson(JSON.stringify(item) ?? 'null');
  return isObject(json) ? json : {};
}
