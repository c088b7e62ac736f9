import type { JsonObject } from '../../contract/json.js';
import type { Fields } from './fields.js';
import { pairOf, pairsOf } from './pairs.js';

/** Reads `variables` of a definition. */
export function variablesOf(definition: Fields): JsonObject[] {
  const variables = definition.get('variables');
  if (!Array.isArray(variables)) return pairsOf(definition, 'variables', 'empty');
  return definition.entries(variables, variableOf);
}

function variableOf(entry: Fields): JsonObject | undefined {
  const pair = pairOf(entry, 'empty');
  const secret = entry.get('secret') === true || entry.get('type') === 'secret';
  if (secret) {
    entry.note(
      'advice',
      entry.has('secret') ? 'secret' : 'type',
      'the variable is marked as a secret, and treated as one',
    );
  }
  entry.reportOthers();
  return pair && { ...pair, ...(secret ? { type: 'secret' } : {}) };
}
