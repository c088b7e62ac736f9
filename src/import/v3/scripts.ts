import { type JsonObject, own } from '../../contract/json.js';
import type { Fields } from './fields.js';

/** What a scope calls its two scripts: a request by bare names, a definition by names with its protocol. */
export interface ScriptNames {
  readonly protocol: string;
  readonly before: string;
  readonly after: string;
  readonly prefixed: boolean;
}

const HTTP = { protocol: 'http', before: 'beforeRequest', after: 'afterResponse' };
export const OF_REQUEST: ScriptNames = { ...HTTP, prefixed: false };
export const OF_DEFINITION: ScriptNames = { ...HTTP, prefixed: true };
export const OF_GRAPHQL: ScriptNames = {
  protocol: 'graphql',
  before: 'beforeQuery',
  after: 'afterResponse',
  prefixed: false,
};

/** Reads `scripts` into v2.1 events, in their order. Nothing of them is run. */
export function eventsOf(holder: Fields, names: ScriptNames): JsonObject[] {
  const events = holder.each('scripts', (script) => eventOf(script, names));
  for (const listen of ['prerequest', 'test']) {
    if (events.filter((event) => own(event, 'listen') === listen).length > 1) {
      const fact = `there are several scripts for ${listen}; all were taken, where Postman runs the first only`;
      holder.note('advice', 'scripts', fact, 'Join them, or delete those that are not meant to run');
    }
  }
  return events;
}

function eventOf(script: Fields, names: ScriptNames): JsonObject | undefined {
  const listen = listenOf(script, names);
  const code = script.required('code', 'Write the script itself into `code`');
  const language = script.text('language') ?? 'text/javascript';
  if (language !== 'text/javascript') {
    script.wrong('language', 'not text/javascript', 'Write the script in JavaScript, as text/javascript');
  }
  script.reportOthers();
  if (listen === undefined || code === undefined) return undefined;
  return { listen, script: { type: 'text/javascript', exec: code.split('\n') } };
}

function listenOf(script: Fields, names: ScriptNames): string | undefined {
  const type = script.required('type', `Write \`type\`, e.g. ${written(names, names.after)}`);
  if (type === undefined) return undefined;
  const [, prefix, name] = /^(?:([^:]*):)?(.*)$/s.exec(type) ?? [];
  if (prefix !== undefined && prefix !== names.protocol) {
    script.note(
      'lost',
      'type',
      `a script of type ${type} has no place in v2.1, which runs scripts around HTTP requests`,
    );
    return undefined;
  }
  if (name !== names.before && name !== names.after) {
    const known = [names.before, names.after].map((one) => written(names, one)).join(', ');
    return script.wrong('type', 'no type of script here', `Choose from ${known}`);
  }
  if ((prefix !== undefined) !== names.prefixed) {
    script.note(
      'changed',
      'type',
      `a script of type ${type} was taken as ${written(names, name)}, as it is called here`,
    );
  }
  return name === names.before ? 'prerequest' : 'test';
}

function written(names: ScriptNames, name: string): string {
  return names.prefixed ? `${names.protocol}:${name}` : name;
}
