import { pathToFileURL } from 'node:url';
import { isObject, type Json, own } from '../../contract/json.js';
import type { SpecFile } from './document.js';
import { DATA, MAPS } from './external-refs.js';

/** Where a schema stands. */
export interface Standing {
  readonly file: SpecFile;
  /** Steps from the root of the file. */
  readonly steps: readonly string[];
}

/**
 * Schemas that are known by an `$id`, and places that are known by an `$anchor`: absolute URIs and paths that are no files,
 * and are never fetched.
 */
export class Identities {
  readonly #byUri = new Map<string, Standing>();

  add(file: SpecFile): void {
    this.#walk(file, file.json, [], pathToFileURL(file.path).href, false);
  }

  /** What a reference leads to by `$id` or anchor: a schema, and the steps of a JSON pointer that are left to go inside. */
  find(from: Standing, ref: string): { readonly at: Standing; readonly pointer: string } | undefined {
    const uri = absolute(ref, this.#baseOf(from));
    if (uri === undefined) return undefined;
    const [address = '', fragment = ''] = uri.split('#');
    const whole = this.#byUri.get(uri);
    if (whole && fragment !== '') return { at: whole, pointer: '' };
    const at = this.#byUri.get(address);
    return at && (fragment === '' || fragment.startsWith('/')) ? { at, pointer: fragment } : undefined;
  }

  #baseOf({ file, steps }: Standing): string {
    let base = pathToFileURL(file.path).href;
    let value: Json | undefined = file.json;
    for (const step of [undefined, ...steps]) {
      if (step !== undefined)
        value = Array.isArray(value) ? value[Number(step)] : isObject(value) ? own(value, step) : undefined;
      base = idOf(value, base) ?? base;
    }
    return base;
  }

  #walk(file: SpecFile, value: Json, steps: readonly string[], above: string, names: boolean): void {
    if (Array.isArray(value)) {
      for (const [index, part] of value.entries())
        this.#walk(file, part, [...steps, String(index)], above, false);
      return;
    }
    if (!isObject(value)) return;
    const base = (names ? undefined : idOf(value, above)) ?? above;
    if (base !== above) this.#known(base, { file, steps });
    for (const keyword of names ? [] : ['$anchor', '$dynamicAnchor']) {
      const anchor = own(value, keyword);
      if (typeof anchor === 'string') this.#known(`${base}#${anchor}`, { file, steps });
    }
    for (const [key, part] of Object.entries(value)) {
      if (names || !(DATA.has(key) || key.startsWith('x-')))
        this.#walk(file, part, [...steps, key], base, !names && MAPS.has(key));
    }
  }

  #known(uri: string, standing: Standing): void {
    if (!this.#byUri.has(uri)) this.#byUri.set(uri, standing);
  }
}

function idOf(value: Json | undefined, base: string): string | undefined {
  const id = isObject(value) ? own(value, '$id') : undefined;
  return typeof id === 'string' ? absolute(id, base)?.replace(/#.*$/s, '') : undefined;
}

function absolute(uri: string, base: string): string | undefined {
  return URL.canParse(uri, base) ? new URL(uri, base).href : undefined;
}
