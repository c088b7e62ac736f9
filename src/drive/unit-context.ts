import type { Operation } from '../contract/model.js';
import type { ProbeFacts } from '../rules/rule.js';
import type { Builder } from './builder.js';
import type { EnvironmentDrive } from './environment-drive.js';
import type { Meeting } from './meeting.js';
import type { SetupService } from './setups.js';
import type { UnitSink } from './sink.js';

/** What a unit is run with. */
export interface UnitContext {
  readonly environment: EnvironmentDrive;
  /** What is run before the unit's own requests. */
  readonly setup: readonly Operation[];
  readonly setups: SetupService;
  readonly builder: Builder;
  readonly sink: UnitSink;
  readonly meeting: Meeting;
  readonly other?: EnvironmentDrive;
  readonly spoilt: ProbeFacts['spoilt'];
  readonly signal?: AbortSignal;
}
