/** What a file of a collection is by its name; anything else in the directory is none of ours. */
export interface FileName {
  readonly kind: 'request' | 'definition' | 'example' | 'message' | 'other-yaml';
  /** The name without its suffix: the item's name, where the file states none. */
  readonly stem: string;
  /** Written as Postman's own tools write it. */
  readonly usual: boolean;
}

export const RESOURCES = '.resources';

/** Undefined for a file that is no YAML. Suffixes count in any case, `.yml` as `.yaml`. */
export function fileName(name: string): FileName | undefined {
  const [, stem = '', suffix = ''] = /^(.*?)((?:\.(?:request|example|message))?\.ya?ml)$/is.exec(name) ?? [];
  if (suffix === '') return undefined;
  const [, second = ''] = /^\.(\w+)\./.exec(suffix) ?? [];
  const usual = suffix === suffix.toLowerCase();
  const kind = KINDS.find((known) => known === second.toLowerCase());
  if (kind) return { kind, stem, usual };
  if (stem.toLowerCase() !== 'definition') return { kind: 'other-yaml', stem, usual };
  return { kind: 'definition', stem, usual: usual && stem === 'definition' };
}

const KINDS = ['request', 'example', 'message'] as const;
