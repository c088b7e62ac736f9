import { readFileSync } from 'node:fs';

/** What `npm run build` makes of `ui/`: the page's script and its style. The path is the same from `src` and from `dist`. */
export function assets(): { readonly script: string; readonly style: string } {
  return { script: built('page.js'), style: built('page.css') };
}

const built = (name: string): string =>
  readFileSync(new URL(`../../../dist/report/html/ui/${name}`, import.meta.url), 'utf8').trim();
