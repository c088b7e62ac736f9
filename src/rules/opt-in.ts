/** Families that run only where they are asked for: they load the server. */
export const OPT_IN_FAMILIES = ['rate-limit'] as const;
export type OptInFamily = (typeof OPT_IN_FAMILIES)[number];

/** The opt-in family that a rule belongs to, if it does. */
export function optInFamily(rule: string): OptInFamily | undefined {
  return OPT_IN_FAMILIES.find((family) => rule.startsWith(`${family}/`));
}

/** Options that select one rule: `--rule status/success`. */
export function ruleOptions(rule: string): string {
  const family = optInFamily(rule);
  return family === undefined ? `--rule ${rule}` : `--opt-in ${family} --rule ${rule}`;
}
