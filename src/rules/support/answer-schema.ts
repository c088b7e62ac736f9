import type { Answer } from '../../contract/exchange.js';
import { header } from '../../contract/exchange.js';
import type { BoundSchema, Contract, Operation } from '../../contract/model.js';

/** The schema of an answer: of its status, and of several that of its Content-Type. */
export function schemaOfAnswer(
  { schemas }: Pick<Contract, 'schemas'>,
  { name }: Operation,
  { status, headers }: Answer,
): BoundSchema | undefined {
  return schemas.response(name, status, header(headers, 'content-type'));
}
