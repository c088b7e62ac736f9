import { isObject, type Json, type JsonObject } from '../contract/json.js';
import type { Secrets } from './secrets.js';

/** What a result holds of the collection itself. */
interface Items {
  item(operation: string): JsonObject | undefined;
  readonly variables: ReadonlyMap<string, string>;
}

/** The result with labels in place of secrets that the collection itself holds, by whatever name. */
export function withoutSecrets<Result extends { readonly items?: Items }>(
  result: Result,
  secrets: Secrets,
): Result {
  const { items } = result;
  if (!items) return result;
  const veiled = (text: string): string => secrets.show(secrets.hide(text));
  return {
    ...result,
    items: {
      ...items,
      item: (name) => {
        const item: Json = JSON.parse(veiled(JSON.stringify(items.item(name) ?? null)));
        return isObject(item) ? item : undefined;
      },
      variables: new Map([...items.variables].map(([name, value]) => [name, veiled(value)])),
    },
  };
}
