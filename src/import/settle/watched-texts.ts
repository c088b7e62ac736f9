import { scriptsOf } from '../../contract/items.js';
import type { JsonObject } from '../../contract/json.js';
import { namedRequests } from '../../contract/operations.js';
import { splitScript } from '../../contract/script-text.js';
import type { Draft } from './draft.js';

/** The request's URL, or the request as a whole, in code. */
const URL_OF_REQUEST =
  /\brequest\s*\??\.\s*(?:url|toJSON)\b|\bpm\s*\.\s*request\b(?!\s*\??\.\s*[\w$])|\}\s*=\s*(?:pm\s*\.\s*)?request\b/;

/**
 * Says where a script sees the text of a URL that was changed: before a request, its variables stand in it as they are
 * written. What is sent is the same; what the script compares or signs may not be.
 *
 * @param changed requests whose URL is written otherwise now
 */
export function tellWatchedUrls(draft: Draft, changed: ReadonlySet<JsonObject>): void {
  for (const { name, item, request, inheritedScripts } of namedRequests(draft.collection)) {
    if (!changed.has(request)) continue;
    const scripts = [...inheritedScripts, ...scriptsOf(item, name)];
    const looks = scripts.some(
      ({ listen, source }) => listen === 'prerequest' && URL_OF_REQUEST.test(splitScript(source).code),
    );
    if (!looks) continue;
    draft.told.add(
      'advice',
      'a script before the request looks at its URL, which is written with {{baseUrl}} now',
      name,
      'Where it compares or signs that text, let it use the URL that is sent: pm.variables.replaceIn(pm.request.url.toString())',
    );
  }
}
