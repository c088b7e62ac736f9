import { ENVIRONMENTS } from './exchange.js';
import { type Json, objectsOf, own, scalarText } from './json.js';
import type { Waiver } from './model.js';

/** The waivers of `contract.yaml`, which is valid already. */
export function waiversOf(list: Json | undefined, placeOf: (index: number) => string): Waiver[] {
  return objectsOf(list).map((entry, index) => {
    const text = (key: string): string => scalarText(own(entry, key)) ?? '';
    const [operation, fingerprint] = [text('operation'), text('fingerprint')];
    return {
      rule: text('rule'),
      ...(operation !== '' && { operation }),
      environment: ENVIRONMENTS.find((name) => name === text('environment')) ?? 'sandbox',
      until: text('until'),
      owner: text('owner'),
      reason: text('reason'),
      ...(fingerprint !== '' && { fingerprint }),
      place: placeOf(index),
    };
  });
}
