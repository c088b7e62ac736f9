import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import type { Operation } from '../../contract/model.js';
import type { DraftName } from '../draft-names.js';
import type { SchemaDraft } from '../taken.js';
import { askedType } from './asked-type.js';
import { bodyOf, mediaType, schemaIn, type Typed } from './bodies.js';
import { child, type Located } from './documents.js';
import { headerDrafts } from './header-drafts.js';
import type { Matched } from './match.js';
import { type Response, responsesOf } from './responses.js';
import { DIALECT } from './shared.js';
import { Translator, type World } from './translate.js';

/** Writes the schemas of single operations. */
export class Drafts {
  constructor(
    private readonly world: World,
    private readonly name: DraftName,
  ) {}

  /** The schema of the request and those of the successes. */
  of(matched: Matched): SchemaDraft[] {
    const { successes, unclear } = responsesOf(matched.endpoint, this.world.documents);
    if (unclear)
      this.#note(matched, 'an answer `default` with no success beside it may be either, so it has no schema');
    return [
      ...this.#request(matched),
      ...successes.flatMap((response) => this.response(matched, response)),
      ...headerDrafts(matched, this.world, (status) => this.name(matched.operation.name, status)),
    ];
  }

  /** A status is documented even where its body is not. */
  response(matched: Matched, { status, response }: Response): SchemaDraft[] {
    const { operation } = matched;
    const file = this.name(operation.name, status);
    const { json, jsons, others } = bodyOf(response, this.world.documents);
    const binding = { operation: operation.name, response: status };
    const asked = others.length > 0 ? askedType(operation, status, others) : undefined;
    if (!json || (asked !== undefined && asked !== 'json')) {
      return [this.#draft(file, matched, binding, asked ? typed(asked) : this.#binary(matched, others))];
    }
    if (others.length > 0 && !asked && status < 300) {
      this.#note(
        matched,
        `an answer may be ${others.join(', ')} beside JSON, and only the JSON is described`,
      );
    }
    const groups = bySchema(jsons, others.length > 0);
    return groups.map(({ types, media }, index) => {
      const name = index === 0 ? file : file.replace(/\.schema\.json$/, `.type-${index + 1}.schema.json`);
      const bound = types.length === 0 ? binding : { ...binding, type: only(types) };
      return this.#draft(name, matched, bound, this.#translated(schemaIn(media), 'response', name));
    });
  }

  #request(matched: Matched): SchemaDraft[] {
    const written = child(matched.endpoint.operation, 'requestBody');
    const holder = written && this.world.documents.behind(written);
    if (!holder) return [];
    const { json, forms, others } = bodyOf(holder, this.world.documents);
    const form = forms.get(formOf(matched.operation) ?? '');
    const schema = schemaIn(form ?? json);
    if (!form && !json && others.length > 0) {
      this.#note(
        matched,
        `its request is ${others.join(' or ')}, and the collection sends neither JSON nor such a form, so it has no schema`,
      );
    }
    if (!schema) return [];
    const { name } = matched.operation;
    const file = this.name(name, 'request');
    const binding = { operation: name, request: true };
    return [this.#draft(file, matched, binding, this.#translated(schema, 'request', file))];
  }

  #binary(matched: Matched, types: readonly string[]): JsonObject {
    const [first, ...more] = types.filter((type) => !type.includes('*'));
    if (more.length > 0 || types.length > 1) {
      this.#note(
        matched,
        `an answer may be of several types (${types.join(', ')}), and the first is expected`,
      );
    }
    return first === undefined ? {} : typed(first);
  }

  #translated(schema: Located | undefined, direction: 'request' | 'response', file: string): JsonObject {
    return schema ? new Translator(this.world, direction, file).root(schema) : {};
  }

  #draft(file: string, { endpoint }: Matched, binding: JsonObject, schema: JsonObject): SchemaDraft {
    const head = { $schema: DIALECT, $comment: `${endpoint.key} of the OpenAPI document` };
    return { file, schema: { ...head, 'x-contract': binding, ...schema } };
  }

  #note({ operation }: Matched, fact: string, fix?: string): void {
    this.world.notes.add({ fate: 'lost', place: operation.name, fact, ...(fix !== undefined && { fix }) });
  }
}

interface Group {
  /** None: whatever the type. */
  readonly types: string[];
  readonly media: Located<JsonObject>;
}

/** The different schemas of several types of JSON, and which types each is of; that of plain JSON alone is of any. */
function bySchema(jsons: readonly Typed[], open: boolean): Group[] {
  const groups = new Map<string, Group>();
  for (const { type, media } of jsons) {
    const schema = schemaIn(media);
    // The same `$ref` in two files may mean two things.
    const key = `${media.file.path} ${JSON.stringify(schema?.value ?? null)}`;
    const group = groups.get(key) ?? { types: [], media };
    group.types.push(type);
    groups.set(key, group);
  }
  const all = [...groups.values()];
  const plain =
    all.length === 1 &&
    (open ||
      all[0]?.types.some((type) => /^(application\/json|(\*|application)\/\*)$/.test(mediaType(type))));
  return plain ? all.map(({ media }) => ({ types: [], media })) : all;
}

const only = (types: string[]): Json => (types.length === 1 ? (types[0] ?? '') : types);

/** The type of the form that the collection sends; undefined where it sends none. */
function formOf({ request }: Operation): string | undefined {
  const body = own(request, 'body');
  switch (isObject(body) ? own(body, 'mode') : undefined) {
    case 'urlencoded':
      return 'application/x-www-form-urlencoded';
    case 'formdata':
      return 'multipart/form-data';
    default:
      return undefined;
  }
}

const typed = (type: string): JsonObject => ({ contentMediaType: type });
