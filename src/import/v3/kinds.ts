import { isObject } from '../../contract/json.js';
import { Fields } from './fields.js';
import type { Findings } from './findings.js';
import type { TreeFile } from './places.js';
import { readYaml } from './yaml-file.js';

/** The mapping in a file and its `$kind`; undefined, and a flaw, where there is none. */
export function readKind(
  file: TreeFile,
  findings: Findings,
): { readonly kind: string; readonly fields: Fields } | undefined {
  const yaml = readYaml(file, findings);
  if (!yaml) return undefined;
  if (!isObject(yaml.value)) {
    findings.flaw(`${file.place}:1:1`, 'the file holds no mapping', 'Write it as key: value, or delete it');
    return undefined;
  }
  const fields = new Fields(yaml, yaml.value, findings);
  const kind = fields.required('$kind', 'Write `$kind`, e.g. http-request');
  return kind === undefined ? undefined : { kind, fields };
}

/** Kinds of request that speak another protocol than HTTP, for which v2.1 has no form. */
export const OTHER_PROTOCOLS = [
  'grpc-request',
  'websocket-request',
  'socket.io-request',
  'mqtt-request',
  'mcp-request',
  'llm-request',
];
