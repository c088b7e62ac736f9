import { ContractError } from '../../contract/errors.js';
import { ENVIRONMENTS } from '../../contract/exchange.js';
import type { Contract } from '../../contract/model.js';
import { doctor, type Findings } from '../../doctor.js';
import { knownMasking } from '../../known-masking.js';
import { colorsFor } from '../../report/colors.js';
import { columnsOf, readData } from '../../settings/data-rows.js';
import { proxiesOf } from '../../settings/proxies.js';
import { readValues } from '../../settings/values.js';
import { doctorText } from '../doctor-text.js';
import type { DoctorOptions } from '../options.js';
import { print } from '../print.js';
import { contractFor, settingsOptions } from '../scope.js';

type Diagnosis = Findings['together'][number];

/** Tries the environments and prints what is wrong. @returns the exit code */
export async function doctorCommand(options: DoctorOptions): Promise<number> {
  const workspace = process.cwd();
  const data = await readData(workspace, options.data ?? []);
  const columns = ENVIRONMENTS.flatMap((name) => [...columnsOf(data[name])]);
  const contract = await contractFor(workspace, options, { columns, sending: false });
  const values = await readValues(workspace, process.env);
  Object.assign(process.env, proxiesOf(values));
  const masking = knownMasking(contract, values);
  const found = await doctor({
    contract,
    settings: settingsOptions(contract, options, data, undefined),
    values,
    secrets: masking.secrets,
  });
  const findings = {
    ...found,
    together: [...found.together, ...(await variables(contract, options, columns))],
  };
  const colors = colorsFor(process.stdout, options.color, process.env);
  print(`${masking.scan.text(doctorText(findings, { colors, quiet: options.quiet ?? false }))}\n`);
  return exitCode(findings);
}

/** Variables that nothing gives a value to. */
async function variables(
  { workspace, config, variables: collection, environments }: Contract,
  options: DoctorOptions,
  columns: readonly string[],
): Promise<Diagnosis[]> {
  try {
    await contractFor(workspace, options, { columns });
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const { place, fact, fix } = error;
    return [{ gravity: 'settings', place, fact, fix }];
  }
  const valued = [collection, ...ENVIRONMENTS.map((name) => environments[name])];
  const open = config.unset.filter((name) => !valued.some((values) => values.get(name)));
  if (open.length === 0) return [];
  return [
    {
      gravity: 'note',
      place: 'collections/contract.yaml, unset',
      fact: `no value yet for ${open.join(', ')}: what needs one is skipped`,
      fix: 'Give them their values in collections/<environment>.postman_environment.json',
    },
  ];
}

function exitCode({ checkups, together }: Findings): number {
  const all = [...checkups.flatMap(({ diagnoses }) => diagnoses), ...together];
  if (all.some(({ gravity }) => gravity === 'settings')) return 2;
  return all.some(({ gravity }) => gravity === 'stops') ? 3 : 0;
}
