/** The answer of a server of JSON, byte for byte. */
export function json(status: number, body: unknown): string {
  const text = status === 204 ? '' : JSON.stringify(body);
  const head = `HTTP/1.1 ${status} X\r\nContent-Type: application/json\r\nConnection: close\r\n`;
  return `${head}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

/** Method, path and body of a request as it arrived. */
export function partsOf(request: string): { method: string; path: string; body: string } {
  const [method = '', target = ''] = request.split(' ', 2);
  return { method, path: target.replace(/\?.*/, ''), body: request.slice(request.indexOf('\r\n\r\n') + 4) };
}

export interface Articles {
  answer(request: string): string;
  readonly created: string[];
  readonly deleted: string[];
  /** Articles that are there. */
  readonly there: Set<string>;
  /** How often a favourite was deleted that was there. */
  unfavorited: number;
}

interface Manner {
  readonly undeletable?: boolean;
  /** `again`: each has the number behind the highest that is there, as in many small stores. */
  readonly numbers?: 'once' | 'again';
}

/** Articles with favourites, in memory; ids count up, so that one is a part of another. */
export function articles({ undeletable = false, numbers = 'once' }: Manner = {}): Articles {
  const favorites = new Set<string>();
  const api: Articles = { answer, created: [], deleted: [], there: new Set(), unfavorited: 0 };
  function answer(request: string): string {
    const { method, path } = partsOf(request);
    if (path === '/articles' && method === 'POST') {
      const last = numbers === 'once' ? api.created.length : Math.max(0, ...[...api.there].map(Number));
      const slug = `${last + 1}`;
      api.created.push(slug);
      api.there.add(slug);
      return json(201, { article: { slug } });
    }
    const [, slug = '', favorite] = /^\/articles\/([^/]+)(\/favorite)?$/.exec(path) ?? [];
    if (!api.there.has(slug)) return json(404, { error: 'not found' });
    if (favorite !== undefined) {
      if (method === 'POST') favorites.add(slug);
      else if (method !== 'DELETE') return json(405, {});
      else if (!favorites.delete(slug)) return json(404, { error: 'no favourite' });
      else api.unfavorited += 1;
      return json(200, { article: { slug } });
    }
    if (method === 'GET') return json(200, { article: { slug } });
    if (method !== 'DELETE') return json(405, {});
    if (undeletable) return json(403, { error: 'forbidden' });
    api.there.delete(slug);
    api.deleted.push(slug);
    return json(204, undefined);
  }
  return api;
}
