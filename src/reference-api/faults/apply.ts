import type { Environment, Stages } from '../stages.js';
import type { Fault } from './fault.js';
import { faults } from './index.js';

const faultNames: readonly string[] = faults.map(({ name }) => name);

/** A fault was asked for that the API does not have. */
export class UnknownFaultError extends Error {
  override readonly name = 'UnknownFaultError';

  constructor(
    readonly fault: string,
    readonly known: readonly string[],
  ) {
    super(`no fault is called ${fault}`);
  }
}

/** @throws UnknownFaultError */
export function checkFaults(names: readonly string[]): void {
  for (const name of names) parsed(name);
}

/** The stages with the named faults in them, one upon the other, as far as they hold in that environment. */
export function faultyStages(correct: Stages, names: readonly string[], environment: Environment): Stages {
  const stages = { ...correct };
  for (const { fault, only } of names.map(parsed)) {
    if (only === undefined || only === environment) Object.assign(stages, fault.apply({ ...stages }));
  }
  return stages;
}

function parsed(named: string): { fault: Fault; only?: string } {
  const [name = '', only] = named.split('@');
  const fault = faults.find((candidate) => candidate.name === name);
  if (!fault || (only !== undefined && only !== 'sandbox' && only !== 'production')) {
    throw new UnknownFaultError(named, faultNames);
  }
  const where = only ?? fault.only;
  return { fault, ...(where !== undefined && { only: where }) };
}
