import type { Ajv2020 } from 'ajv/dist/2020.js';

/** What a validator is called with (`this`) where the value is an answer: it may then hold nothing `writeOnly`. */
export const AS_ANSWER: object = Object.freeze({ answer: true });

/** `writeOnly`: what is sent and never shown. A validator that is not told of an answer takes it for an annotation. */
export function addWriteOnly(ajv: Ajv2020): void {
  ajv.removeKeyword('writeOnly');
  ajv.addKeyword({
    keyword: 'writeOnly',
    schemaType: 'boolean',
    validate(this: unknown, only: boolean): boolean {
      return !only || this !== AS_ANSWER;
    },
    error: { message: 'is write-only, and never part of an answer' },
  });
}
