import { ContractError, nearest } from './errors.js';
import type { JsonObject } from './json.js';
import { refuseCircles } from './json-schema/circles.js';
import { type Pattern, type Plain, RefFault, withPlainReferences } from './json-schema/references.js';
import { BASE, DuplicateId, type SchemaDocument, SchemaResources } from './json-schema/resources.js';

interface Parsed {
  /** Relative to the workspace. */
  readonly file: string;
  /** Relative to the folder of schemas, with `/`. */
  readonly inFolder: string;
  readonly schema: JsonObject;
}

/** A schema that the validator knows by an address. */
interface Addressed {
  readonly id: string;
  /** Every reference in it is an address and a JSON pointer. */
  readonly resolved: JsonObject;
}

/** A schema file as read. */
export interface SchemaFile extends Parsed, Addressed {
  readonly patterns: readonly Pattern[];
}

/** The schemas of a folder. */
export interface SchemaFolder {
  readonly files: readonly SchemaFile[];
  /** What files refer to and what stands in none: a part as it is read on one way that leads to it. */
  readonly parts: readonly Addressed[];
}

/**
 * Resolves references among the files of one folder: by path relative to the referring file, by `$id`, by anchor.
 *
 * @throws ContractError `SCHEMA_REF_UNRESOLVED` at the first that leads nowhere
 */
export function resolvedSchemas(all: readonly Parsed[]): SchemaFolder {
  const resources = new SchemaResources();
  const documents = new Map(all.map((parsed) => [added(resources, parsed), parsed]));
  const files = new Map([...documents].map(([document, parsed]) => [document.address, parsed]));
  const written = references(resources, [...documents.keys()], all);
  return {
    files: written.flatMap(({ address, schema, patterns }) => {
      const parsed = files.get(address);
      return parsed ? [{ ...parsed, patterns, id: address, resolved: schema }] : [];
    }),
    parts: written.flatMap(({ address, schema }) =>
      files.has(address) ? [] : [{ id: address, resolved: schema }],
    ),
  };
}

function added(resources: SchemaResources, { file, inFolder, schema }: Parsed): SchemaDocument {
  try {
    return resources.add(schema, file, BASE + inFolder.split('/').map(encodeURIComponent).join('/'));
  } catch (error) {
    if (!(error instanceof DuplicateId)) throw error;
    const fact = `its $id is that of ${error.other.name} too`;
    throw new ContractError('SCHEMA_INVALID', error.document.name, fact, 'Change one of the two');
  }
}

function references(
  resources: SchemaResources,
  documents: readonly SchemaDocument[],
  all: readonly Parsed[],
): readonly Plain[] {
  try {
    const written = withPlainReferences(resources, documents);
    refuseCircles(written);
    return written;
  } catch (error) {
    if (!(error instanceof RefFault)) throw error;
    const { document, at, ref, fact } = error;
    const near = nearest(
      ref.replace(/^(\.\.?\/)+/, ''),
      all.map(({ inFolder }) => inFolder),
    );
    throw new ContractError(
      'SCHEMA_REF_UNRESOLVED',
      `${document.name} › ${at}`,
      `$ref "${ref}" ${fact}`,
      near
        ? `Did you mean ${near} (a path is relative to the file that it stands in)`
        : 'Name a *.schema.json of the schemas folder, by its path relative to this file',
    );
  }
}
