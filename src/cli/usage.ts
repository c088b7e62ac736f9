import type { Command, CommanderError } from 'commander';
import { ContractError, nearest } from '../contract/errors.js';

/** Turns what commander refuses into an error of ours, with the nearest name. */
export function refuseUsage(command: Command): void {
  command.exitOverride((error) => {
    if (error.exitCode === 0) throw error;
    throw usageError(error, command);
  });
}

function usageError(error: CommanderError, command: Command): Error {
  const message = error.message.replace(/^error: /, '');
  const named = /'([^']*)'/.exec(message)?.[1] ?? '';
  const help = `\`npx --no ${helpOf(command)}\` lists what there is`;
  switch (error.code) {
    case 'commander.unknownOption':
      return new ContractError(
        'OPTION_UNKNOWN',
        named,
        'there is no such option',
        suggested(named, flagsOf(command), help),
      );
    case 'commander.unknownCommand':
      return new ContractError(
        'USAGE',
        named,
        'there is no such command',
        suggested(named, namesOf(command), help),
      );
    case 'commander.help':
      return new ContractError(
        'USAGE',
        pathOf(command),
        'a command is missing',
        `Begin with \`npx --no contract-suite run --embedded\`; ${help}`,
      );
    default:
      return new ContractError('USAGE', pathOf(command), message.replace(/\.$/, ''), help);
  }
}

function suggested(wanted: string, known: readonly string[], help: string): string {
  const near = nearest(wanted.split('=')[0] ?? wanted, known);
  return near === undefined ? help : `Did you mean “${near}”? ${help}`;
}

function flagsOf(command: Command): string[] {
  return command.options.flatMap(({ long, short }) =>
    [long, short].filter((flag) => typeof flag === 'string'),
  );
}

const namesOf = (command: Command): string[] => command.commands.map((child) => child.name());

/** An option right behind the name would be one of `npx`. */
const helpOf = (command: Command): string => `${pathOf(command)} ${command.parent ? '--help' : 'help'}`;

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
