import type { DriveListener, UnitSink } from '../drive/sink.js';
import type { RunJudge } from '../judge/run-judge.js';
import type { UnitJudge } from '../judge/unit-judge.js';
import type { PlannedUnit, UnitProbe, UnitScenario } from '../plan/planned.js';
import type { ScriptReport, Step } from '../rules/rule.js';
import type { Line, ProbeName, ReasonLine, ScenarioName, StepSent, UnitName } from './lines.js';

type Write = (line: Line) => void;

/** Tells the judge what the drive tells, and writes it down before. */
export function recording(judge: RunJudge, write: Write): DriveListener {
  const sinks = new Map<PlannedUnit, UnitSink>();
  const through = (is: 'pairDone' | 'pairRests', units: readonly PlannedUnit[]): void => {
    const [unit] = units;
    if (unit) write({ is, operation: unit.operation.name, ...(unit.row !== undefined && { row: unit.row }) });
    for (const each of units) sinks.delete(each);
    judge[is](units);
  };
  return {
    sink: (unit) => {
      const sink = sinks.get(unit) ?? recordingUnit(unit, judge.sink(unit), write);
      sinks.set(unit, sink);
      return sink;
    },
    pairDone: (units) => through('pairDone', units),
    pairRests: (units) => through('pairRests', units),
    connection: (environment, seen) => {
      write({ is: 'connection', environment, seen });
      judge.connection(environment, seen);
    },
    burst: (planned, seen) => {
      if (typeof seen === 'string') write({ is: 'burst', case: planned.case.id, seen });
      else {
        const { first, limited, others, after, ...rest } = seen;
        const ids = {
          first: first.id,
          others: others.map(({ id }) => id),
          ...(limited && { limited: limited.id }),
          ...(after && { after: after.id }),
        };
        write({ is: 'burst', case: planned.case.id, seen: { ...rest, ...ids } });
      }
      judge.burst(planned, seen);
    },
    note: (environment, text) => {
      write({ is: 'note', environment, text });
      judge.note(environment, text);
    },
  };
}

function recordingUnit(planned: PlannedUnit, sink: UnitJudge, write: Write): UnitSink {
  const unit = unitName(planned);
  const reasoned = (is: ReasonLine['is']) => (reason: string) => {
    write({ is, unit, reason });
    sink[is](reason);
  };
  return {
    row: (name) => {
      write({ is: 'row', unit, name });
      sink.row(name);
    },
    script: (report) => {
      // Scripts quote what came back.
      write({ is: 'script', unit, report: shown(report, (text) => sink.disclosure.text(text)) });
      sink.script(report);
    },
    scriptLost: reasoned('scriptLost'),
    scriptSkipped: reasoned('scriptSkipped'),
    journey: (exchange) => {
      write({ is: 'journey', unit, exchange: exchange.id });
      sink.journey(exchange);
    },
    redirected: (exchange) => {
      write({ is: 'redirected', unit, exchange: exchange.id });
      sink.redirected(exchange);
    },
    valid: (exchange, before) => {
      write({ is: 'valid', unit, exchange: exchange.id, before: before.map(({ id }) => id) });
      sink.valid(exchange, before);
    },
    probe: (probe, exchange) => {
      write({ is: 'probe', unit, probe: probeName(probe), exchange: exchange.id });
      sink.probe(probe, exchange);
    },
    step: (scenario, step, exchange, facts) => {
      const named = { scenario: scenarioName(scenario), step: stepSent(step) };
      write({ is: 'step', unit, ...named, exchange: exchange.id, facts });
      sink.step(scenario, step, exchange);
    },
    scenario: (scenario, judgement, facts) => {
      write({ is: 'scenario', unit, scenario: scenarioName(scenario), facts });
      sink.scenario(scenario, judgement);
    },
    unsent: (probe, reason) => {
      write({ is: 'unsent', unit, probe: probeName(probe), reason });
      sink.unsent(probe, reason);
    },
    unbuilt: (probe, reason) => {
      write({ is: 'unbuilt', unit, probe: probeName(probe), reason });
      sink.unbuilt(probe, reason);
    },
    hangs: reasoned('hangs'),
    withheld: reasoned('withheld'),
    lost: ({ exchange, before, ...loss }) => {
      write({ is: 'lost', unit, loss, exchange: exchange.id, before: before.map(({ id }) => id) });
      sink.lost({ ...loss, exchange, before });
    },
    lapsed: reasoned('lapsed'),
    spoilt: reasoned('spoilt'),
    broken: reasoned('broken'),
  };
}

export function unitName({ environment, operation: { name }, row }: PlannedUnit): UnitName {
  return row === undefined ? [environment, name] : [environment, name, row];
}

function shown(report: ScriptReport, text: (words: string) => string): ScriptReport {
  const { parts, exceptions, unheard = [], strays = [], late, heldBack, skipped } = report;
  return {
    skipped,
    exceptions: exceptions.map(text),
    ...(unheard.length > 0 && { unheard: unheard.map(text) }),
    ...(strays.length > 0 && { strays: strays.map(text) }),
    ...(late && { late }),
    ...(heldBack !== undefined && { heldBack: text(heldBack) }),
    parts: parts.map(({ name, message, ...part }) => ({
      ...part,
      name: text(name),
      ...(message !== undefined && { message: text(message) }),
    })),
  };
}

function probeName({ rule, probe }: UnitProbe): ProbeName {
  const { variation, sends } = probe;
  return { rule: rule.id, ...(variation !== undefined && { variation }), sends };
}

export function scenarioName({ rule, scenario: { variation } }: UnitScenario): ScenarioName {
  return { rule: rule.id, ...(variation !== undefined && { variation }) };
}

export function stepSent({ operation, sends, values, change }: Step): StepSent {
  return {
    operation: operation.name,
    sends,
    ...(values && { values: Object.keys(values) }),
    changed: change !== undefined,
  };
}
