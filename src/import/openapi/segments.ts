import { inOrder } from '../../contract/glob.js';

/** How well a segment of a request fits a segment of a documented path; 0 where it does not. */
export type Fit = 0 | 1 | 2 | 3 | 4;

/** A segment of a documented path, ready to be compared. */
export interface Pattern {
  /** The only text that fits, decoded; absent where others do. */
  readonly text?: string;
  fit(segment: string): Fit;
}

/** `:id`, `{{id}}`, `{id}` and nothing else. */
const PARAMETER = /^(:[^:/{}]+|\{\{[^{}]+\}\}|\{[^{}]+\})$/;

const ANY: Pattern = { fit: (segment) => (segment === '' ? 0 : PARAMETER.test(segment) ? 2 : 1) };

/** Literal fits literal best, a parameter a parameter next, and a parameter any value. */
export function patternOf(documented: string): Pattern {
  if (/^(\{[^{}]+\}|:[^:{}]+)$/.test(documented)) return ANY;
  if (!/\{[^{}]+\}/.test(documented)) {
    const text = decoded(documented);
    return { text, fit: (segment) => (segment === documented || decoded(segment) === text ? 4 : 0) };
  }
  const between = documented.split(/\{[^{}]+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const whole = new RegExp(inOrder(between, '.+'), 's');
  return { fit: (segment) => (whole.test(segment) ? 3 : 0) };
}

/** Whether a segment may stand before any path of an API: a version, `api`, or a variable. */
export function isLead(segment: string): boolean {
  return (
    isVersion(segment) || /^(api|apis|rest|service|services|public)$/i.test(segment) || isTemplate(segment)
  );
}

export function isVersion(segment: string): boolean {
  return /^v\d+(_\w+)?([.-]\w+)*$/i.test(segment) || /^\d{4}-\d{2}(-\d{2})?$/.test(segment);
}

/** A variable stands for whatever segment. */
export function isTemplate(segment: string): boolean {
  return PARAMETER.test(segment);
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
