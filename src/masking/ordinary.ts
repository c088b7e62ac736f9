/** One word, as prose and names of fields have it: `sandbox`, `Password`, `INVALID_TOKEN`, `accessToken`. */
const WORD =
  /^(?:[A-Z]?[a-z]{1,14}|[A-Z]{1,14}(?:_[A-Z]{1,14}){0,3}|[A-Z]?[a-z]{2,12}(?:[A-Z][a-z]{2,12}){1,2})$/;
/** Characters that differ. */
const FEWEST = 3;
const isFilling = (text: string): boolean => /^[A-Za-z\d]+$/.test(text) && new Set(text).size < FEWEST;

/** Whether a text would be found by chance in what is no secret: to hide it everywhere would spoil the reports' own words. */
export function isOrdinary(text: string): boolean {
  return WORD.test(text) || isFilling(text) || isTemplate(text);
}

/** A name in braces that nobody filled in: nothing of it is a secret. */
export const isTemplate = (text: string): boolean =>
  text.includes('{{') && text.replace(/\{\{[^{}]*\}\}/g, '').length < 4;
