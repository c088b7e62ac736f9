import { ENVIRONMENTS } from './exchange.js';
import { CREDENTIAL_NEEDS, SECRET_NEEDS } from './model.js';
import { NOT_PROMISED, REFUSALS } from './promises.js';

const some = { type: 'string', minLength: 1 };
const texts = { type: ['array', 'null'], items: { type: 'string', minLength: 1 } };

const statuses = {
  type: 'array',
  minItems: 1,
  items: { type: ['integer', 'string'], minimum: 100, maximum: 599, pattern: '^[1-5][xX][xX]$' },
};
const none = { const: NOT_PROMISED };

/** JSON Schema 2020-12 of `collections/contract.yaml`; a key without a value counts as not there. */
export const CONFIG_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'collections/contract.yaml: what a collection cannot say',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    operations: {
      description: 'By operation name, `Folder / Name`.',
      type: ['object', 'null'],
      additionalProperties: {
        type: ['object', 'null'],
        additionalProperties: false,
        if: { type: 'object', required: ['run'], properties: { run: { enum: [false, 'journey'] } } },
        // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
        then: { required: ['reason'] },
        properties: {
          run: {
            description:
              'journey: only where the collection is run as it is, and nothing is tried on it; false: not there either. Both with a reason.',
            enum: [true, false, 'journey'],
          },
          reason: { description: 'Why it is not run.', ...some },
          changes: { description: 'Whether it changes data; true where it is not said.', type: 'boolean' },
          role: {
            description:
              'What it does to its resource, where names and data flow mislead; none: nothing of these.',
            enum: ['create', 'read', 'list', 'update', 'delete', 'none'],
          },
          credentials: {
            description:
              'Whether it asks for the credentials that its request carries; any: for one of several. required where it is not said.',
            enum: CREDENTIAL_NEEDS,
          },
          unique: {
            description:
              'Places in the JSON body that need a fresh value each time: `email`, `customer.email`.',
            ...texts,
          },
        },
      },
    },
    promises: {
      description:
        'What the documentation of this API promises; what is not named is as in the reference, `none`: not promised.',
      type: ['object', 'null'],
      additionalProperties: false,
      properties: {
        methods: { description: 'post: every request is a POST.', enum: ['post', NOT_PROMISED] },
        responses: {
          description: 'json: every answer is JSON, but for documented binary ones.',
          enum: ['json', NOT_PROMISED],
        },
        errors: {
          description:
            'Where the body of an error says what it is: `error_code`, `error.code`, `errors[].code`.',
          anyOf: [
            none,
            {
              type: 'object',
              additionalProperties: false,
              required: ['code'],
              properties: { code: some, type: some, numbers: { type: 'boolean' } },
            },
          ],
        },
        statuses: { description: 'Every status that there is, with ranges.', anyOf: [none, statuses] },
        refusals: {
          description: 'What is answered to a request that is refused, by what is wrong with it.',
          anyOf: [
            none,
            {
              type: 'object',
              additionalProperties: false,
              properties: Object.fromEntries(REFUSALS.map((kind) => [kind, { anyOf: [none, statuses] }])),
            },
          ],
        },
      },
    },
    hosts: {
      description: 'Other hosts (host or host:port) that scripts may reach.',
      type: ['array', 'null'],
      items: { type: 'string', pattern: '^[^\\s/]+$' },
    },
    sameServer: {
      description: 'Whether one server holds both environments: their base URLs may then have one origin.',
      type: ['boolean', 'null'],
    },
    readingRequests: {
      description:
        'Requests of scripts, and requests that scripts change, that only read: `POST */tokens/introspect`.',
      type: ['array', 'null'],
      items: { type: 'string', pattern: '^[A-Z]+ \\S+$' },
    },
    accept: {
      description:
        'Sets of accepted statuses, by rule (glob); of several that match, an exact name counts before a glob.',
      type: ['object', 'null'],
      additionalProperties: {
        type: 'array',
        minItems: 1,
        items: { type: 'integer', minimum: 100, maximum: 599 },
      },
    },
    differences: { description: 'Operations (globs) whose environments may differ.', ...texts },
    rows: {
      description:
        'Which rows of a data file (--data) an operation that reads them is checked with: the first that works, or all.',
      enum: ['first', 'all', null],
    },
    unset: {
      description: 'Variables that nothing gives a value to yet: what needs one of them is skipped.',
      ...texts,
    },
    empty: {
      description: 'Variables that are empty on purpose: they are sent as an empty text.',
      ...texts,
    },
    secrets: {
      description:
        'Variables without a value that settings give one to: apiKey gets it from SANDBOX_VAR_API_KEY. A run starts without an optional one where scripts alone read it.',
      type: ['object', 'null'],
      additionalProperties: { enum: SECRET_NEEDS },
    },
    off: {
      description: 'Rules (globs) that are turned off, each with its reason.',
      type: ['array', 'null'],
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'reason'],
        properties: {
          rule: some,
          operation: { description: 'An operation, or a glob: only there.', ...some },
          reason: some,
        },
      },
    },
    keepBodies: {
      description:
        'Environments whose answers are shown in reports but for consumer data; of production only shapes are.',
      type: ['array', 'null'],
      items: { enum: ENVIRONMENTS },
    },
    minCodes: {
      description: "Percent of the error catalogue's codes that a run has to see.",
      type: ['integer', 'null'],
      minimum: 0,
      maximum: 100,
    },
    waivers: {
      description: 'Failures that are known and put up with, up to a day. Reports print the entry for each.',
      type: ['array', 'null'],
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'environment', 'until', 'owner', 'reason'],
        properties: {
          rule: { description: 'A rule, or a glob.', ...some },
          operation: {
            description: 'An operation, or a glob; without it: cases that belong to no operation.',
            ...some,
          },
          environment: { enum: ENVIRONMENTS },
          until: {
            description: 'The last day on which it holds (UTC): 2027-01-31.',
            type: 'string',
            format: 'date',
          },
          owner: { description: 'Who answers for it.', ...some },
          reason: some,
          fingerprint: {
            description: 'Of the failure that is meant; without it, every failure there is.',
            type: 'string',
            pattern: '^[0-9a-f]{12}$',
          },
        },
      },
    },
  },
} as const;
