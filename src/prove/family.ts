/** `authentication/bearer-missing` → `authentication`. */
export const familyOf = (rule: string): string => rule.split('/')[0] ?? '';
