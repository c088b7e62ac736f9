import type { AnyNode } from 'acorn';
import { around, type Site, sitesOf } from './syntax.js';

/** What a name may stand for: where it is declared with a value, and where it is assigned or changed. */
type Definitions = readonly Site[];

/** A script as read: its nodes, and what its names stand for. */
export class ReadScript {
  private readonly declared = new Map<AnyNode, Map<string, Site[]>>();
  private readonly assigned = new Map<string, Site[]>();

  /** @param inherited the script whose top level is looked at for names that this one does not have */
  private constructor(
    private readonly source: string,
    readonly sites: readonly Site[],
    private readonly inherited: ReadScript | undefined,
  ) {
    for (const site of sites) this.note(site);
  }

  static of(source: string, inherited: ReadScript | undefined): ReadScript | undefined {
    const sites = sitesOf(source);
    return sites && new ReadScript(source, sites, inherited);
  }

  /** The source of a node without white space: `pm.response.code`. */
  text({ start, end }: AnyNode): string {
    return this.source.slice(start, end).replace(/\s+/g, '').replaceAll('?.', '.');
  }

  /** What a name stands for, seen from a site; several where that depends on the way that the script takes. */
  definitions(name: string, from: Site): Definitions {
    for (const scope of [from, ...around(from)]) {
      const here = this.declared.get(scope.node)?.get(name);
      if (here) return [...here, ...(this.assigned.get(name) ?? [])];
    }
    return this.assigned.get(name) ?? this.inherited?.topLevel(name) ?? [];
  }

  private topLevel(name: string): Definitions {
    const root = this.sites[0];
    return root ? this.definitions(name, root) : [];
  }

  private note(site: Site): void {
    const { node } = site;
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier') {
      this.declare(node.id.name, site, node.init ? [{ node: node.init, above: site }] : []);
    } else if (node.type === 'AssignmentExpression') this.assign(site, node.left, node.right);
    else if ('params' in node) {
      // A parameter hides an outer name, and stands for whatever it is called with.
      for (const param of node.params) {
        if (param.type === 'Identifier') this.into(node, param.name, [{ node: param, above: site }]);
      }
    }
  }

  private declare(name: string, site: Site, values: readonly Site[]): void {
    const hoisted = site.above?.node.type === 'VariableDeclaration' && site.above.node.kind === 'var';
    const scope = [...around(site)].find(({ node }) => (hoisted ? isFunction(node) : isBlock(node)));
    if (scope) this.into(scope.node, name, values);
  }

  private assign(site: Site, left: AnyNode, right: AnyNode): void {
    let target = left;
    while (target.type === 'MemberExpression') target = target.object;
    if (target.type !== 'Identifier') return;
    // What is changed after it was made is no literal: then the assignment itself is what the name stands for.
    const value = target === left ? { node: right, above: site } : site;
    this.assigned.set(target.name, [...(this.assigned.get(target.name) ?? []), value]);
  }

  private into(scope: AnyNode, name: string, values: readonly Site[]): void {
    const names = this.declared.get(scope) ?? new Map<string, Site[]>();
    this.declared.set(scope, names);
    names.set(name, [...(names.get(name) ?? []), ...values]);
  }
}

function isFunction(node: AnyNode): boolean {
  return 'params' in node || node.type === 'Program';
}

function isBlock(node: AnyNode): boolean {
  return isFunction(node) || node.type === 'BlockStatement' || node.type === 'SwitchStatement';
}
