import type { Stages } from '../stages.js';
import { variants } from './index.js';

/** The stages with the named variants in them, one upon the other. */
export function variantStages(correct: Stages, names: readonly string[]): Stages {
  const stages = { ...correct };
  for (const name of names) {
    const variant = variants.find((candidate) => candidate.name === name);
    if (!variant) throw new RangeError(`no variant is called ${name}`);
    Object.assign(stages, variant.apply({ ...stages }));
  }
  return stages;
}
