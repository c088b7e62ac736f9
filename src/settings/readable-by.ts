import { ContractError } from '../contract/errors.js';
import { SETTINGS } from './table.js';
import type { Values } from './values.js';

const SETTING = SETTINGS.readableBy.name;
const MODES = new Map([
  ['owner', 0o600],
  ['group', 0o640],
  ['all', 0o644],
]);

/** The mode of all files that a run leaves. @throws ContractError SETTING_INVALID */
export function readableBy(values: Values): number {
  const given = values.get(SETTING);
  const mode = MODES.get(given?.text ?? 'owner');
  if (mode !== undefined) return mode;
  throw new ContractError(
    'SETTING_INVALID',
    SETTING,
    `${JSON.stringify(given?.text)} (from ${given?.source}) is none of ${[...MODES.keys()].join(', ')}`,
    'Write one of them, or leave it out: then only the owner may read the reports',
  );
}
