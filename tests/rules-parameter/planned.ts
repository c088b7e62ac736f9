import type { Json, JsonObject } from '../../src/contract/json.js';
import { jsonOf } from '../../src/contract/places.js';
import { sampleOf } from '../../src/plan/sample.js';
import { rules } from '../../src/rules/index.js';
import type { Probe, ProbeFacts, View } from '../../src/rules/rule.js';
import { item, load } from '../contract-loading/workspace.js';

const FACTS: ProbeFacts = {
  clientId: 'c',
  value: () => undefined,
  spoilt: (credential, _how, spoil) => spoil(credential),
};

export interface Workspace {
  readonly body: Json | string;
  readonly schema?: JsonObject;
  /** False for an inferred schema. */
  readonly complete?: boolean;
  /** Further files of the workspace. */
  readonly files?: Readonly<Record<string, Json>>;
  readonly responses?: Json[];
}

/** What an operation with such a body and such a request schema is looked at by. */
export async function viewOf({ body, schema, complete, files, responses }: Workspace): Promise<View> {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  const operation = item(
    'Make',
    { response: [{ name: 'Success', code: 200, body: '{}' }, ...(responses ?? [])] },
    {
      header: [{ key: 'Content-Type', value: 'application/json' }],
      body: { mode: 'raw', raw },
    },
  );
  const contract = await load({
    'collections/shop.postman_collection.json': {
      info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      item: [operation],
      variable: [...raw.matchAll(/\{\{(\w+)\}\}/g)].map(([, key = '']) => ({ key, value: '7' })),
    },
    ...(schema && {
      'schemas/make.schema.json': {
        ...schema,
        'x-contract': { operation: 'Make', request: true, complete: complete ?? true },
      },
    }),
    ...files,
  });
  const [only] = contract.operations;
  if (!only) throw new Error('no operation');
  return {
    contract,
    operation: only,
    environment: 'sandbox',
    writes: true,
    sample: sampleOf(only, 'https://localhost/{CLIENT_ID}'),
  };
}

/** The probes of one `parameter` rule, or the reason why it has none. */
function probesOf(view: View, name: string): readonly Probe[] | string {
  const rule = rules.find(({ id }) => id === `parameter/${name}`);
  if (rule?.kind !== 'probe') throw new Error(`no probes by ${name}`);
  const planned = rule.plan(view);
  return 'skip' in planned ? planned.skip : planned;
}

/** The variations of one rule with the bodies that are sent; the skip reason where there are none. */
export function sentBy(view: View, name: string): Record<string, unknown> | string {
  const probes = probesOf(view, name);
  if (typeof probes === 'string') return probes;
  return Object.fromEntries(
    probes.map((probe) => {
      const request = probe.change(view.sample.request, FACTS);
      return [probe.variation ?? '', request && jsonOf(String(request.body))];
    }),
  );
}

/** The variations of one rule; none where it is skipped. */
export async function variations(workspace: Workspace, name: string): Promise<string[]> {
  const probes = probesOf(await viewOf(workspace), name);
  return typeof probes === 'string' ? [] : probes.map(({ variation }) => variation ?? '');
}
