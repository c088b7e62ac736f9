import path from 'node:path';
import { ContractError, nearest } from '../contract/errors.js';
import type { Contract, Operation } from '../contract/model.js';
import { dottedPlace, leaves, type Step, valueAt } from '../contract/places.js';
import { templateVariables } from '../contract/variables.js';
import { type TemplateJson, templateJson } from '../request/raw-body.js';
import { isFree } from '../request/unique.js';

/**
 * A place under `unique` in `contract.yaml` that the suite cannot give a value of its own would be sent as it is, and
 * fail where nobody looks for it.
 *
 * @throws ContractError CONFIG_INVALID
 */
export function refuseNotUnique(contract: Contract): void {
  for (const operation of contract.operations) {
    const said = contract.config.operations[operation.name]?.unique ?? [];
    const body = said.length > 0 ? templateJson(operation) : undefined;
    for (const place of said) {
      const [fact, fix] = flawOf(place, body, operation, contract) ?? [];
      if (fact === undefined || fix === undefined) continue;
      const file = path.join(path.dirname(contract.file), 'contract.yaml');
      throw new ContractError(
        'CONFIG_INVALID',
        `${file} › ${operation.name} › unique`,
        `"${place}" ${fact}`,
        fix,
      );
    }
  }
}

function flawOf(
  place: string,
  body: TemplateJson | undefined,
  operation: Operation,
  contract: Contract,
): readonly [fact: string, fix: string] | undefined {
  if (!body)
    return [
      'cannot be made unique: the body of its request is no JSON',
      'Write a dynamic value such as {{$guid}} into the request, and delete the entry',
    ];
  const value = valueAt(body.json, dottedPlace(place));
  if (value === undefined) {
    const names = [...leaves(body.json)].map(({ path: steps }) => dotted(steps));
    const near = nearest(place, names);
    const fields = names.length === 0 ? 'It has none' : `Its fields: ${names.slice(0, 10).join(', ')}`;
    return ['is no field of its request', near === undefined ? fields : `Did you mean "${near}"`];
  }
  if (typeof value !== 'string' && typeof value !== 'number')
    return ['is neither a text nor a number', 'Name a field in it'];
  const variables = templateVariables(body.templateOf(value) ?? '');
  const template = body.templateOf(value) ?? '';
  // What Postman or a script makes is theirs to make anew.
  const byOthers = template.includes('{{$') || variables.some((name) => operation.writes.includes(name));
  if (template === '' || byOthers || variables.some((name) => isFree(name, contract))) return undefined;
  return [
    `is made of ${variables.map((name) => `{{${name}}}`).join(', ')}, which has its value from elsewhere`,
    'Delete the entry, or write another value into the request',
  ];
}

const dotted = (steps: readonly Step[]): string => steps.join('.');
