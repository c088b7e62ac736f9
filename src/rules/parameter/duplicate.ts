import { acceptedBy } from '../../contract/accepted.js';
import type { Exchange } from '../../contract/exchange.js';
import type { Contract, Operation } from '../../contract/model.js';
import { dottedPlace, type Step, valueAt, withValueAt } from '../../contract/places.js';
import type { Judgement, Scenario, ScenarioRule, View } from '../rule.js';
import { documentProbes } from '../support/bodies.js';
import { errorOf } from '../support/error-places.js';
import { placesIn } from '../support/fields/difference.js';
import { shownDuplicates } from '../support/fields/duplicates.js';
import { codeOf, speaksOf } from '../support/fields/error-example.js';
import { fieldName, fieldPlace } from '../support/fields/place.js';
import { documentOf, withDocument } from '../support/forms/document.js';
import { notPromised } from '../support/refused.js';
import { unlessSuccess } from '../support/resource-steps.js';
import { judgeStatus } from '../support/statuses.js';

export const duplicate: ScenarioRule = {
  id: 'parameter/duplicate',
  kind: 'scenario',
  documented: ['D4', 'D10'],
  says: 'A value that must be unique is refused the second time.',
  sends: 'the valid request; and another one with the same value in the field that must be unique',
  accepts: 'the error that the catalogue gives for a duplicate; 400 where it gives none',
  plan: (view) => {
    const { role } = view.operation;
    if (role !== 'create' && role !== undefined) return [];
    const planned = documentProbes(view, []);
    if ('skip' in planned) return planned;
    const places = uniquePlaces(view);
    if (places.length > 0) return places.map((path) => sentTwice(view, path));
    return {
      skip: 'nothing says that a duplicate is refused: neither `unique` in collections/contract.yaml with an error for it in the catalogue (field-duplicate), nor a saved example of that error',
    };
  },
};

/**
 * Fields that a saved example shows to be unique; where none does, those that `contract.yaml` names and the catalogue
 * has an error for: without one, they may be named only to have fresh values.
 */
function uniquePlaces(view: View): readonly (readonly Step[])[] {
  const { contract, operation, sample } = view;
  const shown = shownDuplicates(view);
  const said = contract.config.operations[operation.name]?.unique?.map(dottedPlace) ?? [];
  return (shown.length > 0 ? shown : said.filter(hasCode(view))).filter(
    (path) => valueAt(sample.document, path) !== undefined,
  );
}

/**
 * A code for a duplicate that names a field of the request (`EMAIL_TAKEN`) is for that field alone; one that saved
 * examples show of other operations alone is for those.
 */
function hasCode({ contract, operation, sample }: View): (path: readonly Step[]) => boolean {
  const codes = duplicateCodes(contract).flatMap(({ code }) => {
    const shown = contract.operations.filter((other) => showsCode(other, code, contract));
    return shown.length === 0 || shown.some(({ name }) => name === operation.name) ? [code] : [];
  });
  const places = placesIn(sample.document);
  const general = codes.some((code) => !places.some((path) => speaksOf(code, path)));
  return (path) => general || codes.some((code) => speaksOf(code, path));
}

const showsCode = ({ examples }: Operation, code: string, contract: Contract): boolean =>
  examples.some((example) => codeOf(example, contract) === code);

const duplicateCodes = ({ catalog }: Contract) =>
  [...(catalog?.codes.values() ?? [])].filter(({ causes }) => causes.includes('field-duplicate'));

const sentTwice = (view: View, path: readonly Step[]): Scenario => ({
  variation: fieldName(path),
  after: [],
  uses: [],
  *run() {
    const { operation } = view;
    const first: Exchange = yield { operation, sends: 'the valid request' };
    const failed = unlessSuccess(first);
    if (failed) return failed;
    const value = valueAt(documentOf(first.request), path);
    if (value === undefined) return { holds: 'nothing', reason: `the request has no ${fieldName(path)}` };
    const second: Exchange = yield {
      operation,
      change: (request) => withDocument(request, withValueAt(documentOf(request), path, value)) ?? request,
      sends: `the valid request with the ${fieldName(path)} of the one before`,
    };
    return judge(second, fieldPlace(path), view);
  },
});

function judge(exchange: Exchange, at: string, { contract }: View): Judgement {
  const codes = duplicateCodes(contract);
  const { errors, refusals } = contract.config.promises;
  const known = codes.length > 0 && codes.every(({ statuses }) => statuses.length > 0);
  const statuses = [...codes.flatMap((code) => code.statuses), ...(known ? [] : (refusals.parameter ?? []))];
  const accepted = acceptedBy(contract.config, 'parameter/duplicate') ?? [...new Set(statuses)];
  if (accepted.length === 0) return { holds: 'nothing', reason: notPromised('refusals.parameter') };
  const judged = judgeStatus(exchange, accepted, 'Refuse a value that another object has already.', errors);
  if (judged.holds === false) return { ...judged, at };
  const { code, names } = errorOf(exchange, contract);
  const listed = code !== undefined && contract.catalog?.codes.has(code);
  if (judged.holds !== true || !listed || codes.length === 0 || codes.some((one) => one.code === code))
    return judged;
  if (!contract.catalog?.complete) return judged;
  return {
    holds: false,
    expected: `${names.code} ${codes.map((one) => one.code).join(' or ')}`,
    received: `${names.code} ${JSON.stringify(code)}`,
    at: names.codePlace,
    advice: 'Answer with the code that the catalogue gives for a duplicate.',
    cause: `${code} for a duplicate`,
  };
}
