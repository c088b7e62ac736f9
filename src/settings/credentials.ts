import { ContractError } from '../contract/errors.js';
import type { Value } from './values.js';

/** A client id: one word, without anything that a URL or header could not hold. @throws ContractError SETTING_INVALID */
export function checkedClientId(name: string, { text, source }: Value): string {
  if (/^[!-~]+$/.test(text)) return text;
  throw invalid(name, source, 'a client id holds no space and no special character');
}

/** A Bearer token without its scheme. @throws ContractError SETTING_INVALID */
export function checkedToken(name: string, { text, source }: Value): string {
  if (/^bearer\s/i.test(text)) throw invalid(name, source, 'it begins with the scheme “Bearer”');
  if (/^[!-~]+$/.test(text)) return text;
  throw invalid(name, source, 'a token holds no space and no special character');
}

/** The value itself is in no message: it may be most of a secret. */
function invalid(name: string, source: string, fact: string): ContractError {
  return new ContractError('SETTING_INVALID', `${name} (${source})`, fact, 'Copy the value alone');
}
