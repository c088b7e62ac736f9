/** What a difference means to those who use the API. */
export type Severity = 'breaking' | 'compatible' | 'cosmetic';
