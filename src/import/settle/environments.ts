import { ContractError } from '../../contract/errors.js';
import { ENVIRONMENTS, type EnvironmentName } from '../../contract/exchange.js';
import { wordsOf } from '../../contract/words.js';
import type { EnvironmentExport, ExportedVariable } from '../taken.js';
import type { Variables } from './draft.js';
import type { Told } from './told.js';

const SANDBOX =
  /^(?:sandbox|sbx|stag(?:e|ing)|stg|tests?|testing|tst|dev(?:elop(?:ment|er)?)?|local(?:host)?|qa|uat|demo|mock|nonprod(?:uction)?|preprod(?:uction)?|non|pre|playground|preview)\d*$/;
/** `non-production`, `pre prod`. */
const NOT_QUITE = /^(?:non|pre)$/;
const PRODUCTION = /^(?:prod(?:uction)?|prd|live)\d*$/;

/**
 * What `--environment` was given: a file alone, or `sandbox=FILE`, `production=FILE`.
 *
 * @throws ContractError USAGE where it names no file
 */
export function namedEnvironment(option: string): { file: string; as?: EnvironmentName } {
  const as = ENVIRONMENTS.find((name) => option.startsWith(`${name}=`));
  const file = as ? option.slice(as.length + 1) : option;
  if (file === '') {
    const fact = `"${option}" names no file`;
    throw new ContractError('USAGE', '--environment', fact, 'Write --environment sandbox=FILE');
  }
  return as ? { file, as } : { file };
}

interface Assigned {
  readonly found: Map<EnvironmentName, Variables>;
  /** What each was called in Postman. */
  readonly names: ReadonlyMap<EnvironmentName, string>;
}

/**
 * Which export is which environment: as it was said, else by its name, else by the hosts in its values; one that
 * stays unclear takes the place that the others leave. Globals fill every environment, behind its own variables.
 *
 * @throws ContractError USAGE where two exports are one environment
 */
export function assigned(exports: readonly EnvironmentExport[], told: Told): Assigned {
  const places = new Map<EnvironmentName, EnvironmentExport>();
  const environments = exports.filter(({ scope }) => scope === 'environment');
  const unclear = environments.filter((exported) => {
    const name = exported.as ?? environmentIn(exported.name) ?? byHosts(exported);
    if (name) place(places, name, exported, told);
    return !name;
  });
  for (const exported of unclear) {
    const name = ENVIRONMENTS.find((candidate) => !places.has(candidate)) ?? 'sandbox';
    place(places, name, exported, told);
    told.add(
      'advice',
      `nothing in this environment's name or hosts says which it is; it is taken for the ${name}`,
      exported.name,
      `Where that is wrong, import it with --environment ${other(name)}=FILE`,
    );
  }
  const found = new Map<EnvironmentName, Variables>();
  for (const [name, exported] of places) {
    found.set(name, variablesIn(exported, told));
  }
  return { found, names: new Map([...places].map(([name, exported]) => [name, exported.name])) };
}

/** Of a name that stands there more than once, the last that is not turned off counts, as in Postman. */
function variablesIn({ name, values }: EnvironmentExport, told: Told): Variables {
  const found: Variables = new Map();
  for (const variable of values) {
    const other = found.get(variable.key);
    if (other) {
      const fact = `"${name}" has it more than once; the last that is not turned off is kept`;
      told.add('lost', fact, variable.key, 'Keep the one that is meant');
    }
    if (variable.enabled || !other?.enabled) found.set(variable.key, variable);
  }
  return found;
}

/** The environment that a name or host speaks of: the last word that does, `WorksLocal - Production` is none of the first. */
export function environmentIn(text: string): EnvironmentName | undefined {
  const words = wordsOf(text);
  const last = words.findLastIndex((word) => SANDBOX.test(word) || PRODUCTION.test(word));
  const word = words[last];
  if (word === undefined) return undefined;
  return PRODUCTION.test(word) && !NOT_QUITE.test(words[last - 1] ?? '') ? 'production' : 'sandbox';
}

function byHosts({ values }: EnvironmentExport): EnvironmentName | undefined {
  const hosts = values.flatMap(({ value }) => /^https?:\/\/([^/?#]+)/i.exec(value)?.[1] ?? []);
  const spoken = new Set(hosts.flatMap((host) => environmentIn(host) ?? []));
  return spoken.size === 1 ? [...spoken][0] : undefined;
}

function place(
  places: Map<EnvironmentName, EnvironmentExport>,
  name: EnvironmentName,
  exported: EnvironmentExport,
  told: Told,
): void {
  const there = places.get(name);
  if (there && exported.beside) {
    told.add(
      'advice',
      `it stands beside the collection and is for the ${name} too, as "${there.name}" is, so it is left out`,
      exported.name,
      `Say which is meant: --environment ${name}=FILE`,
    );
    return;
  }
  if (there) {
    throw new ContractError(
      'USAGE',
      '--environment',
      `two exported environments are for the ${name}: "${there.name}" and "${exported.name}"`,
      `Leave one out, or say which is which: --environment sandbox=FILE --environment production=FILE`,
    );
  }
  places.set(name, exported);
}

const other = (name: EnvironmentName): EnvironmentName => (name === 'sandbox' ? 'production' : 'sandbox');

/**
 * Takes the globals out of the environments again that are as they were exported: nothing of them was settled, so
 * they can stay what scripts know them as.
 */
export function stayGlobal(
  environments: ReadonlyMap<EnvironmentName, Variables>,
  exports: readonly EnvironmentExport[],
): ExportedVariable[] {
  const staying: ExportedVariable[] = [];
  for (const { values } of exports.filter(({ scope }) => scope === 'globals')) {
    for (const variable of values) {
      const places = [...environments.values()];
      if (!variable.enabled || variable.secret || staying.some(({ key }) => key === variable.key)) continue;
      if (!places.every((variables) => isSame(variables.get(variable.key), variable))) continue;
      for (const variables of places) variables.delete(variable.key);
      staying.push(variable);
    }
  }
  return staying;
}

const isSame = (there: ExportedVariable | undefined, { value, secret, enabled }: ExportedVariable): boolean =>
  there?.value === value && there.secret === secret && there.enabled === enabled;

/**
 * Puts the globals into every environment, where neither it nor the collection has a variable of that name: there
 * the base URL, credentials and secrets are looked for.
 */
export function addGlobals(
  environments: ReadonlyMap<EnvironmentName, Variables>,
  exports: readonly EnvironmentExport[],
  collection: ReadonlyMap<string, string>,
  told: Told,
): void {
  for (const exported of exports.filter(({ scope }) => scope === 'globals')) {
    for (const variable of variablesIn(exported, told).values()) {
      if (!variable.enabled) continue;
      for (const variables of environments.values()) {
        if (!variables.get(variable.key)?.enabled && !collection.get(variable.key))
          variables.set(variable.key, variable);
      }
    }
  }
}
