import type { Command } from 'commander';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { type DoctorOptions, OPTIONS } from '../options.js';

const HELP = `
One request of an operation that only reads goes to each environment (two where the first is refused, or not found);
without such an operation, a GET to the base URL that carries nothing. Nothing is changed, nothing is judged.

Exit codes:
  0    nothing stands in the way of a run
  2    wrong usage, or settings that are missing or wrong; nothing was sent there
  3    an environment cannot be reached, or refuses what is sent: a run would have no verdict`;

export function addDoctor(program: Command, exit: Exit): Command {
  const command = program
    .command('doctor')
    .description('try both environments with a harmless request, and say in words what is wrong');
  return addOptions(command, OPTIONS.doctor)
    .addHelpText('after', HELP)
    .action(async (options: DoctorOptions) => {
      const { doctorCommand } = await import('../actions/doctor.js');
      exit(await doctorCommand(options));
    });
}
