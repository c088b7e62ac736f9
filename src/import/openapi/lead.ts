import { isLead, isTemplate, isVersion } from './segments.js';

/** From this rank on, a lead counts only where most of the collection has it. */
export const LEARNED = 4;

/**
 * How well the segments before a documented path are explained, 0 being best: the whole base path of a server; a
 * part of it or nothing; versions, `api` and variables; or nothing but habit. Undefined where it cannot be: a request
 * of another version.
 *
 * @param missing leading segments of the documented path that the request lacks
 */
export function baseRank(
  lead: readonly string[],
  bases: readonly (readonly string[])[],
  missing: readonly string[],
): number | undefined {
  const version = missing.find(isVersion);
  if (version !== undefined && lead.some((segment) => isVersion(segment) && segment !== version)) {
    return undefined;
  }
  if (isOfOtherVersion(lead, bases)) return undefined;
  const worse = missing.length > 0 ? 1 : 0;
  if (bases.some((base) => base.length === lead.length && endsWith(base, lead))) return worse;
  if (lead.length === 0 || bases.some((base) => endsWith(base, lead))) return 1 + worse;
  return lead.every(isLead) ? 2 + worse : LEARNED;
}

/** Whether a request names a version, and each server that the document names is of another one. */
function isOfOtherVersion(lead: readonly string[], bases: readonly (readonly string[])[]): boolean {
  const asked = lead.filter(isVersion);
  return (
    asked.length > 0 &&
    bases.every((base) => {
      const versions = base.filter(isVersion);
      const same = asked.some((one) => versions.some((other) => one.toLowerCase() === other.toLowerCase()));
      return versions.length > 0 && !same && !base.some(isTemplate);
    })
  );
}

function endsWith(base: readonly string[], lead: readonly string[]): boolean {
  const offset = base.length - lead.length;
  return (
    offset >= 0 &&
    lead.every((segment, at) => {
      const said = base[at + offset] ?? '';
      // `:id` is a parameter of a path; `{{base}}` may be anything.
      return said === segment || isTemplate(said) || segment.startsWith('{{');
    })
  );
}
