import path from 'node:path';
import { ContractError } from '../../contract/errors.js';
import type { Contract } from '../../contract/model.js';
import { oneLine } from '../../contract/visible.js';
import type { CaseResult, RunResult } from '../../judge/result.js';
import { loadRules } from '../../load-rules.js';
import type { LastLook } from '../../masking/last-look.js';
import { Masking } from '../../masking/masking.js';
import { type NewmanThread, newmanThread } from '../../newman-thread.js';
import { caseName } from '../../plan/case.js';
import { RECORD_FILE, RecordWriter } from '../../record/writer.js';
import { colorsFor } from '../../report/colors.js';
import { readPast, withPast } from '../../report/past/with-past.js';
import { ProgressView } from '../../report/progress.js';
import { checkReportsFolder } from '../../report/write.js';
import type { Rule } from '../../rules/rule.js';
import { run } from '../../run.js';
import { DEFAULTS } from '../../settings/defaults.js';
import { proxiesOf } from '../../settings/proxies.js';
import { readSettings } from '../../settings/read.js';
import { readableBy } from '../../settings/readable-by.js';
import type { Settings } from '../../settings/settings.js';
import { readValues } from '../../settings/values.js';
import { type EmbeddedApi, startEmbedded } from '../embedded.js';
import { gitlabSection } from '../gitlab.js';
import { onInterrupt } from '../interrupt.js';
import type { RunOptions } from '../options.js';
import { publish } from '../publish.js';
import { contractWithData, demandsOf, selectionOf, settingsOptions, shareOf } from '../scope.js';

/** Checks the API, prints the summary and writes the reports. @returns the exit code */
export async function runCommand(options: RunOptions): Promise<number> {
  const { fault: faults = [], embedded = false } = options;
  if (faults.length > 0 && !embedded) {
    throw new ContractError('USAGE', '--fault', 'only the embedded API can be broken', 'Add --embedded');
  }
  // Both take their time to be there; the contract is read meanwhile.
  const newman = newmanThread(options.timeout ?? DEFAULTS.timeout);
  const starting = embedded ? startEmbedded(faults) : undefined;
  starting?.catch(() => undefined);
  try {
    return await checked(options, newman, starting);
  } finally {
    await newman.close();
    await starting?.then(
      (api) => api.close(),
      () => undefined,
    );
  }
}

async function checked(
  options: RunOptions,
  newman: NewmanThread,
  starting: Promise<EmbeddedApi> | undefined,
): Promise<number> {
  const workspace = process.cwd();
  const { contract, data } = await contractWithData(workspace, options);
  const rules = await loadRules({ workspace });
  const values = await readValues(workspace, process.env);
  Object.assign(process.env, proxiesOf(values));
  const folder = path.resolve(workspace, options.out);
  const settings = await readSettings(
    { ...settingsOptions(contract, options, data, await starting), demands: demandsOf(options) },
    values,
  );
  const mode = readableBy(values);
  await checkReportsFolder(folder);
  const past = await readPast(folder, options.since);
  const record = new RecordWriter(path.join(folder, RECORD_FILE));
  const driven = await drive(contract, shareOf(settings, options.shard), rules, record, newman, options);
  const result = withPast(driven, past);
  return publish(result, {
    folder,
    output: options,
    look: result.look ?? new Masking(contract).scan,
    mode,
    isRun: true,
    record,
  });
}

async function drive(
  contract: Contract,
  settings: Settings,
  rules: readonly Rule[],
  record: RecordWriter,
  newman: NewmanThread,
  options: RunOptions,
): Promise<RunResult> {
  const colors = colorsFor(process.stderr, options.color, process.env);
  const view = new ProgressView(process.stderr, colors);
  // Where nothing is written, there is nothing to fold.
  const endSection = options.quiet
    ? () => undefined
    : gitlabSection('Run against the API', process.stderr, process.env);
  const interrupt = onInterrupt(
    () =>
      view.line('Interrupted: writing the reports for what was concluded; interrupt again to stop at once.'),
    path.resolve(options.out),
  );
  let look: LastLook | undefined;
  const say = (text: string): void => view.line(look?.text(text) ?? text);
  try {
    return await run({
      contract,
      settings,
      selection: await selectionOf(options, options.out),
      rules,
      record,
      host: newman,
      faults: options.fault ?? [],
      signal: interrupt.signal,
      onLook: (given) => {
        look = given;
      },
      ...(!options.quiet && {
        onProgress: (progress) => view.show(progress),
        onNotice: (text) => say(oneLine(text)),
      }),
      ...(options.verbose && { onVerdict: (result) => say(verdictLine(result)) }),
    });
  } finally {
    view.clear();
    endSection();
    interrupt.release();
  }
}

function verdictLine({ case: planned, verdict }: CaseResult): string {
  const where = [planned.environment, ...(planned.operation === undefined ? [] : [planned.operation])];
  return oneLine(`${verdict.status.padEnd(8)}${where.join(' › ')} › ${caseName(planned)}`);
}
