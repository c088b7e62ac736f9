/** What a difference means to those who use the API, the worst first. */
export const SEVERITIES = ['breaking', 'compatible', 'cosmetic'] as const;
export type Severity = (typeof SEVERITIES)[number];
