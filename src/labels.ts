import type { Labels } from './judge/result.js';
import type { StandIn } from './masking/secrets.js';

/**
 * The labels that a run gave out.
 *
 * @param others those of values of data rows
 */
export function labelsOf(standIns: readonly StandIn[], others: Iterable<string> = []): Labels {
  const all = [...standIns.map(({ label }) => label.replace(/^\{\{|\}\}$/g, '')), ...others];
  const names = new Set(all.filter((label) => !TOKEN.test(label)));
  const numbers = all.map((label) => Number(TOKEN.exec(label)?.[1] ?? 0));
  return { names: [...names].sort(), tokens: highest(numbers) };
}

/** Those of all parts of a run; each part counts its tokens from 1. */
export function joinedLabels(parts: readonly (Labels | undefined)[]): Labels {
  return {
    names: [...new Set(parts.flatMap((part) => part?.names ?? []))].sort(),
    tokens: highest(parts.map((part) => part?.tokens ?? 0)),
  };
}

const TOKEN = /^token-(\d+)$/;

const highest = (numbers: readonly number[]): number =>
  numbers.reduce((most, each) => Math.max(most, each), 0);
