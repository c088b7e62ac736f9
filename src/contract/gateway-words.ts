import { UNNAMED } from './gateway-pages.js';

/** `a gateway (nginx)`. */
export const gatewayNamed = (by: string): string => (by === UNNAMED ? 'a gateway' : `a gateway (${by})`);

/** What is said of an answer that did not come from the API, as the end of a sentence. */
export const notTheApi = (by: string): string => `answered by ${gatewayNamed(by)}, not by the API`;
