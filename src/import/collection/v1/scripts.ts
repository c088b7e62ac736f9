import { type Json, type JsonObject, objectsOf, own, scalarText } from '../../../contract/json.js';
import type { Findings } from '../findings.js';

/** Where v1 holds a script as a text of its own. */
const LEGACY = { prerequest: 'preRequestScript', test: 'tests' } as const;

/**
 * Scripts of a v1 request, folder or collection as v2.1 events: `tests` and `preRequestScript` first, as Postman's
 * converter takes them, and those of `events` that run at another time. (The converter leaves out all of `events`
 * where there is one of the others.) Whether a script is turned off stands in `events` alone.
 */
export function eventsOf(holder: JsonObject, place: string, found: Findings): JsonObject[] {
  const modern = objectsOf(own(holder, 'events')).map((event) => complete(event));
  const legacy = (['prerequest', 'test'] as const).flatMap((listen) => {
    const exec = linesOf(own(holder, LEGACY[listen]));
    return exec === undefined ? [] : [offAs(modern, eventOf(listen, exec))];
  });
  const times = new Set(legacy.map((event) => own(event, 'listen')));
  const others = modern.filter((event) => !times.has(own(event, 'listen')));
  const same = new Set(legacy.map(sourceOf));
  const left = modern.filter((event) => !others.includes(event) && !same.has(sourceOf(event)));
  if (left.some((event) => sourceOf(event).trim() !== '')) {
    const fact =
      'it has scripts of one kind twice, in `events` and in `tests` or `preRequestScript`; the latter are kept';
    found.note('lost', place, fact, 'Compare them in Postman, and export in v2.1');
  }
  return [...legacy, ...others];
}

/** The event, turned off where the same script is so among others. */
function offAs(others: readonly JsonObject[], event: JsonObject): JsonObject {
  const same = others.filter(
    (other) => own(other, 'listen') === own(event, 'listen') && sourceOf(other) === sourceOf(event),
  );
  const off = same.length > 0 && same.every((other) => own(other, 'disabled') === true);
  return off ? { ...event, disabled: true } : event;
}

function eventOf(listen: string, exec: Json): JsonObject {
  return { listen, script: { type: 'text/javascript', exec } };
}

function linesOf(script: Json | undefined): Json | undefined {
  if (Array.isArray(script)) return script.length === 0 ? undefined : script;
  const text = scalarText(script);
  return text === undefined || text === '' ? undefined : text.split('\n');
}

/** As Postman's converter completes an event. */
function complete(event: JsonObject): JsonObject {
  const script = own(event, 'script');
  const whole = typeof script === 'string' || Array.isArray(script) ? { exec: script } : script;
  return { ...event, listen: own(event, 'listen') ?? 'test', script: whole ?? {} };
}

function sourceOf(event: JsonObject): string {
  const [script] = objectsOf([own(event, 'script') ?? null]);
  const exec = script ? own(script, 'exec') : undefined;
  return Array.isArray(exec)
    ? exec.map((line) => scalarText(line) ?? '').join('\n')
    : (scalarText(exec) ?? '');
}
