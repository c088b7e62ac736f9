import type { Command } from 'commander';
import { readValues } from '../settings/values.js';
import type { OptionTable } from './option.js';

/**
 * Gives a command the options that were not typed and whose variables have a value, in the process environment or in
 * `.env`.
 *
 * @throws ContractError of the option's parser, or SETTING_INVALID for `.env`
 */
export async function takeVariables(command: Command, table: OptionTable): Promise<void> {
  const open = Object.entries(table).filter(([name, { variable }]) => {
    const source = command.getOptionValueSource(name);
    return variable !== undefined && (source === undefined || source === 'default');
  });
  if (open.length === 0) return;
  const values = await readValues(process.cwd(), process.env);
  for (const [name, { variable = '', taking }] of open) {
    const value = values.get(variable);
    if (!value || !taking) continue;
    let taken: unknown;
    for (const text of taking.split(value.text)) {
      taken = taking.next(text, `${variable}=${text} (${value.source})`, taken);
    }
    command.setOptionValueWithSource(name, taken, 'env');
  }
}
