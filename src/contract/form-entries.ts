import { isObject, type JsonObject, objectsOf, own, scalarText } from './json.js';

/** One entry of a form as a collection has it. */
interface FormEntry {
  readonly name: string;
  /** Undefined for a file. */
  readonly text?: string;
}

/** The entries that are sent of a request whose body is a form; undefined where it is none. */
export function formEntries(request: JsonObject): readonly FormEntry[] | undefined {
  const body = own(request, 'body');
  const mode = isObject(body) && own(body, 'disabled') !== true ? own(body, 'mode') : undefined;
  if (!isObject(body) || (mode !== 'urlencoded' && mode !== 'formdata')) return undefined;
  return objectsOf(own(body, mode))
    .filter((entry) => own(entry, 'disabled') !== true)
    .map((entry) => ({
      name: scalarText(own(entry, 'key')) ?? '',
      ...(own(entry, 'type') !== 'file' && { text: scalarText(own(entry, 'value')) ?? '' }),
    }));
}
