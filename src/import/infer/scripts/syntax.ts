import { type AnyNode, parse } from 'acorn';

/** A node of a script's syntax tree, with what it stands in. */
export interface Site {
  readonly node: AnyNode;
  readonly above: Site | undefined;
}

/** Every node of a script, outer ones first, in the order of the source; undefined where it cannot be read. Nothing is run. */
export function sitesOf(source: string): Site[] | undefined {
  const root = treeOf(source, 'script') ?? treeOf(source, 'module');
  if (!root) return undefined;
  const found: Site[] = [];
  const open: Site[] = [{ node: root, above: undefined }];
  for (let site = open.pop(); site; site = open.pop()) {
    found.push(site);
    for (const node of childrenOf(site.node).reverse()) open.push({ node, above: site });
  }
  return found;
}

/** The sites around a site, the nearest first. */
export function* around(site: Site): Generator<Site> {
  for (let above = site.above; above; above = above.above) yield above;
}

export function within(node: AnyNode | null | undefined, above: Site): Site | undefined {
  return node ? { node, above } : undefined;
}

/** The name of a member as written: `a.name`, `a?.name`, `a["name"]`. */
export function memberName(node: AnyNode): string | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const { property, computed } = node;
  if (!computed) return property.type === 'Identifier' ? property.name : undefined;
  return property.type === 'Literal' && typeof property.value === 'string' ? property.value : undefined;
}

function treeOf(source: string, sourceType: 'script' | 'module'): AnyNode | undefined {
  try {
    return parse(source, {
      ecmaVersion: 'latest',
      sourceType,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      allowHashBang: true,
    });
  } catch {
    return undefined;
  }
}

function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node).flatMap((value: unknown) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
