import { type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import { templateVariables } from '../../contract/variables.js';
import { foldersOf } from '../holders.js';
import type { Draft } from './draft.js';
import { changeScript, scriptHolders, scriptUse } from './script-use.js';
import { changeStrings, changeText } from './strings.js';

/** Puts one text in place of another in every request, auth and value of a variable. */
export function changeTemplates(draft: Draft, change: (text: string) => string): void {
  for (const { request } of draft.spots) changeStrings(request, change, ['description']);
  for (const { holder } of foldersOf(draft.collection)) {
    changeStrings(own(holder, 'auth'), change);
    for (const variable of variablesOf(holder)) changeText(variable, 'value', change);
  }
  for (const variables of draft.environments.values()) {
    for (const [key, variable] of variables)
      variables.set(key, { ...variable, value: change(variable.value) });
  }
}

export function variablesOf(holder: JsonObject): JsonObject[] {
  return objectsOf(own(holder, 'variable'));
}

export function keyOf(variable: JsonObject): string | undefined {
  return scalarText(own(variable, 'key')) ?? scalarText(own(variable, 'id'));
}

/** `{{from}}` becomes `{{to}}` wherever Postman resolves it; scripts still find `from`. */
export function renameTemplates(draft: Draft, from: string, to: string): void {
  if (from === to) return;
  changeTemplates(draft, (text) => text.replaceAll(`{{${from}}}`, `{{${to}}}`));
}

/**
 * A variable whose value the suite gives under another name now: it is defined as that one where it is still used,
 * and gone where nothing uses it.
 */
export function defineAs(draft: Draft, name: string, text: string): void {
  const used = text !== `{{${name}}}` && isUsed(draft, name);
  const defined = [...draft.environments.values()].some((variables) => variables.has(name));
  for (const variables of draft.environments.values()) {
    const variable = variables.get(name);
    if (variable && used) variables.set(name, { ...variable, value: text, secret: false });
    else variables.delete(name);
  }
  const list = variablesOf(draft.collection);
  const here = list.filter((variable) => keyOf(variable) === name);
  for (const variable of here) Object.assign(variable, { value: text, type: 'string' });
  if (!used && here.length > 0)
    setVariables(draft, (entries) => entries.filter((entry) => !here.includes(entry)));
  else if (used && here.length === 0 && !defined) draft.aliases.set(name, text);
}

export function addVariable(draft: Draft, variable: JsonObject): void {
  const list = own(draft.collection, 'variable');
  if (Array.isArray(list)) list.push(variable);
  else draft.collection['variable'] = [variable];
}

function setVariables(draft: Draft, change: (entries: JsonObject[]) => JsonObject[]): void {
  draft.collection['variable'] = change(variablesOf(draft.collection));
}

function isUsed(draft: Draft, name: string): boolean {
  if (draft.scripts.hides || draft.scripts.reads.has(name)) return true;
  let found = false;
  const look = (text: string): string => {
    found ||= text.includes(`{{${name}}}`);
    return text;
  };
  changeTemplates(draft, look);
  return found;
}

/** Gives a variable of the collection's own another name, in scripts too, to leave its name to the suite. */
export function giveWay(draft: Draft, name: string): void {
  const own = freeName(draft, `own${name[0]?.toUpperCase()}${name.slice(1)}`);
  renameTemplates(draft, name, own);
  for (const variable of variablesOf(draft.collection)) {
    for (const key of ['key', 'id']) changeText(variable, key, (text) => (text === name ? own : text));
  }
  for (const variables of draft.environments.values()) {
    const variable = variables.get(name);
    if (variable) variables.set(own, { ...variable, key: own });
    variables.delete(name);
  }
  for (const { script } of scriptHolders(draft.collection))
    changeScript(script, (source) => renamedIn(source, name, own));
  draft.scripts = scriptUse(draft.collection);
  draft.told.add(
    'changed',
    `the collection's own variable ${name} is called ${own} now, since the suite fills {{${name}}}`,
    name,
  );
}

function renamedIn(source: string, from: string, to: string): string {
  const call =
    /(\b(?:pm\s*\.\s*(?:variables|collectionVariables|environment|globals)\s*\.\s*(?:get|set|unset|has)|postman\s*\.\s*(?:get|set|clear)(?:Environment|Global)Variable)\s*\(\s*)(['"`])([^'"`]*)\2/g;
  return source
    .replace(call, (whole, before: string, quote: string, name: string) =>
      name === from ? `${before}${quote}${to}${quote}` : whole,
    )
    .replaceAll(`{{${from}}}`, `{{${to}}}`);
}

function freeName(draft: Draft, wanted: string): string {
  const taken = namesIn(draft);
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
  return name;
}

/** Every name of a variable that is defined or used anywhere. */
export function namesIn(draft: Draft): Set<string> {
  const names = new Set<string>([...draft.scripts.reads, ...draft.scripts.writes]);
  for (const variable of variablesOf(draft.collection)) names.add(keyOf(variable) ?? '');
  for (const variables of draft.environments.values()) for (const key of variables.keys()) names.add(key);
  changeTemplates(draft, (text) => {
    for (const name of templateVariables(text)) names.add(name);
    return text;
  });
  return names;
}

/** Auth blocks of the collection, its folders and its requests. */
export function* authsOf(draft: Draft): Generator<{ readonly auth: JsonObject; readonly place: string }> {
  for (const { holder, place } of foldersOf(draft.collection)) {
    const [auth] = objectsOf([own(holder, 'auth') ?? null]);
    if (auth) yield { auth, place };
  }
  for (const { request, place } of draft.spots) {
    const [auth] = objectsOf([own(request, 'auth') ?? null]);
    if (auth) yield { auth, place };
  }
}
