import type { PlannedUnit, UnitScenario } from './planned.js';

/** Whether a scenario must have the environment to itself: it is run when all units are through. */
export const isAlone = ({ scenario }: UnitScenario): boolean => scenario.needs === 'alone';

export const aloneOf = ({ scenarios }: PlannedUnit): readonly UnitScenario[] => scenarios.filter(isAlone);
