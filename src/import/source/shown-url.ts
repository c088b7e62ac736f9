/** What may be a URL, as errors name it: without its query, and without a name and password before the host. */
export const shownUrl = (named: string): string => named.replace(/\?.*$/s, '').replace(/\/\/[^/]*@/, '//');
