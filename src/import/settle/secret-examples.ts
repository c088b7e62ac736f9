import { type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import { isSecretName, isSecretValue } from '../../contract/secret-names.js';
import { changeShapes } from '../../masking/secret-shapes.js';
import type { Draft } from './draft.js';
import { changeFields } from './named-values.js';
import { changeText } from './strings.js';

const MASK = '***';
const COOKIE = /^(?:set-)?cookie$/i;

/** Secrets in saved answers are masked: nothing is sent from there. */
export function maskExamples(draft: Draft): void {
  for (const { item, name } of draft.requests) {
    for (const response of objectsOf(own(item, 'response'))) {
      const mask = (): string => {
        draft.told.add('changed', `a secret in a saved example is masked as ${MASK}`, name);
        return MASK;
      };
      maskAnswer(response, mask);
    }
  }
}

function maskAnswer(response: JsonObject, mask: () => string): void {
  const shapes = (text: string): string => changeShapes(text, mask);
  changeText(response, 'body', (text) =>
    shapes(
      changeFields(text, (name, value) => (isSecretName(name) && isSecretValue(value) ? mask() : value)),
    ),
  );
  changeText(response, 'header', (text) =>
    text
      .split('\n')
      .map((line) => {
        const [, name = '', colon = '', value = ''] = /^([^:]+)(:\s*)(.*)$/s.exec(line) ?? [];
        return name === '' ? line : name + colon + maskHeader(name, value, mask);
      })
      .join('\n'),
  );
  for (const header of objectsOf(own(response, 'header'))) {
    const name = scalarText(own(header, 'key')) ?? '';
    changeText(header, 'value', (value) => maskHeader(name, value, mask));
  }
  for (const cookie of objectsOf(own(response, 'cookie')))
    changeText(cookie, 'value', (value) => (value === '' || value === MASK ? value : mask()));
}

function maskHeader(name: string, value: string, mask: () => string): string {
  if (COOKIE.test(name))
    return value.replace(/^([^=;]*=)([^;]+)/, (_, key: string, held: string) =>
      held === MASK ? key + held : key + mask(),
    );
  if (isSecretName(name) && isSecretValue(value)) return mask();
  return changeShapes(value, mask);
}
