import { numbered } from './visible.js';

/**
 * What the log of a CI takes for a command: `::name::` at the beginning of a line (GitHub), `##[name]` (GitHub, Azure),
 * `##vso[` (Azure) and `##teamcity[` anywhere in one. GitLab's sections need control characters, which are never shown.
 */
const MARK = /:(?=:)(?<=^(?:[^\S\n]|\p{Cc}\[\d{1,2}m)*:)(?=:[^\n]*::)|#(?=#[a-z]*\[)/gimu;

/** The text with the first character of each such mark by its number, so that no CI obeys it. */
export const withoutMarks = (text: string, written = numbered): string => text.replace(MARK, written);
