import { pathSegments } from '../../contract/items.js';
import { own, stringsIn } from '../../contract/json.js';
import { isPlaceholder } from '../../contract/placeholder.js';
import { templateVariables } from '../../contract/variables.js';
import { bareName, wordsOf } from '../../contract/words.js';
import { type Draft, keepSetting, knownEnvironments, valuesIn } from './draft.js';
import { fill } from './fill.js';
import { MostUsed } from './most-used.js';
import { changeNamed } from './named-values.js';
import { authsOf, changeTemplates, defineAs, giveWay, renameTemplates } from './rename.js';
import { changeStrings } from './strings.js';

const NAME = /(?:client|biller)id$/;
/** A literal that is as short may stand in a path by chance. */
const TELLING = 6;

/** The client id, by whatever name or as a literal, becomes `{{clientId}}`; its value goes to `.env` (`D1`). */
export function settleClientId(draft: Draft): void {
  if (draft.scripts.writes.has('clientId')) giveWay(draft, 'clientId');
  const name = variableName(draft);
  if (name !== undefined) {
    takeVariable(draft, name);
    return;
  }
  const literal = literalIn(draft);
  if (literal !== undefined) takeLiteral(draft, literal);
}

function takeVariable(draft: Draft, name: string): void {
  for (const environment of knownEnvironments(draft)) {
    const value = fill(`{{${name}}}`, valuesIn(draft, environment)).trim();
    keepSetting(draft, environment, 'CLIENT_ID', isPlaceholder(value) ? '' : value);
  }
  const users = draft.spots.filter(({ request }) => uses(request, name)).map(({ place }) => place);
  renameTemplates(draft, name, 'clientId');
  defineAs(draft, name, '{{clientId}}');
  for (const place of users) {
    if (name !== 'clientId')
      draft.told.add('changed', `the client id {{${name}}} became {{clientId}}`, place);
  }
}

/** The variable that most requests hold; not one that scripts set, nor the id of a client among others. */
function variableName(draft: Draft): string | undefined {
  const counted = new MostUsed();
  const count = (text: string): void => {
    for (const name of templateVariables(text)) if (isClientId(draft, name)) counted.add(name);
  };
  for (const { request, example } of draft.spots) {
    if (example) continue;
    for (const text of new Set(stringsIn(request))) {
      for (const name of templateVariables(text))
        if (isClientId(draft, name) && (name === 'clientId' || !resourceIds(request).has(name)))
          counted.add(name);
    }
  }
  for (const { auth } of authsOf(draft)) for (const text of stringsIn(auth)) count(text);
  for (const environment of knownEnvironments(draft))
    for (const value of valuesIn(draft, environment).values()) count(value);
  return counted.winner;
}

function isClientId(draft: Draft, name: string): boolean {
  return NAME.test(bareName(name)) && !draft.scripts.writes.has(name);
}

/** Variables behind `/clients/` and the like in a path. */
function resourceIds(request: Draft['spots'][number]['request']): Set<string> {
  const segments = pathSegments(request);
  return new Set(
    segments.flatMap((segment, index) => {
      const before = wordsOf(segments[index - 1] ?? '');
      return before.includes('clients') ? templateVariables(segment) : [];
    }),
  );
}

function uses(request: Draft['spots'][number]['request'], name: string): boolean {
  for (const text of stringsIn(request)) if (text.includes(`{{${name}}}`)) return true;
  return false;
}

/** A literal under such a name: in a header or query always, elsewhere where several requests hold the same. */
function literalIn(draft: Draft): string | undefined {
  const counted = new MostUsed();
  const plain = new Set<string>();
  for (const { request, example } of draft.spots) {
    if (example) continue;
    changeNamed(request, (name, value, where) => {
      if (NAME.test(bareName(name)) && !isPlaceholder(value)) {
        counted.add(value);
        if (where === 'header' || where === 'query') plain.add(value);
      }
      return value;
    });
  }
  const { winner } = counted;
  if (winner === undefined || !/^[!-~]+$/.test(winner)) return undefined;
  return plain.has(winner) || counted.count(winner) > 1 ? winner : undefined;
}

function takeLiteral(draft: Draft, literal: string): void {
  for (const environment of knownEnvironments(draft)) keepSetting(draft, environment, 'CLIENT_ID', literal);
  const told = (place: string): string => {
    draft.told.add('changed', 'the client id, a literal, became {{clientId}}', place);
    return '{{clientId}}';
  };
  for (const { request, place } of draft.spots) {
    changeNamed(request, (name, value) =>
      value === literal && NAME.test(bareName(name)) ? told(place) : value,
    );
    const url = own(request, 'url');
    if (literal.length < TELLING) continue;
    const inUrl = (text: string): string =>
      text
        .split('/')
        .map((segment) => (segment === literal ? told(place) : segment))
        .join('/');
    if (typeof url === 'string') request['url'] = inUrl(url);
    else changeStrings(url, inUrl, ['description', 'query']);
  }
  if (literal.length < TELLING) return;
  changeTemplates(draft, (text) => (text === literal ? '{{clientId}}' : text));
}
