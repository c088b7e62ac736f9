import type { Json, JsonObject } from '../../contract/json.js';

/** The parts that are there, in their order. */
export function present(parts: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([key, part]) => (part === undefined ? [] : [[key, part] as const])),
  );
}

/** A list that says something; v2.1 leaves out empty ones. */
export function filled(list: JsonObject[]): JsonObject[] | undefined {
  return list.length > 0 ? list : undefined;
}
