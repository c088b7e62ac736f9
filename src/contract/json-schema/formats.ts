import type { Ajv2020 } from 'ajv/dist/2020.js';

/** A host name of more characters is none, however they are written. */
const LONGEST_HOST = 1024;
const ENDS_WITH_DOT = /[.\uFF0E\u3002\uFF61]$/;

/**
 * Formats by their RFCs, where `ajv-formats` does not have them or takes what they refuse: dates and durations (3339),
 * e-mail addresses (5321, 6531), host names (1123, 5890), URIs, IRIs and templates (3986, 3987, 6570), UUIDs without `urn:uuid:` (9562).
 */
export async function addFormats(ajv: Ajv2020): Promise<void> {
  const [common, rfc, idn] = await Promise.all([
    import('ajv-formats'),
    import('@hyperjump/json-schema-formats'),
    import('idn-hostname'),
  ]);
  common.default.default(ajv);
  const isIdn = (text: string): boolean =>
    text.length <= LONGEST_HOST &&
    !ENDS_WITH_DOT.test(text) &&
    doesNotThrow(() => idn.default.isIdnHostname(text));
  const isIdnEmail = (text: string): boolean => {
    const at = text.lastIndexOf('@');
    if (at < 0) return false;
    if (text.startsWith('[', at + 1)) return rfc.isIdnEmail(text);
    return rfc.isIdnEmail(`${text.slice(0, at)}@a`) && isIdn(text.slice(at + 1));
  };
  const formats: Readonly<Record<string, (text: string) => boolean>> = {
    'date-time': rfc.isDateTime,
    duration: rfc.isDuration,
    email: rfc.isEmail,
    'idn-email': isIdnEmail,
    hostname: (text) => rfc.isHostname(text) && isIdn(text),
    'idn-hostname': isIdn,
    uri: rfc.isUri,
    'uri-reference': rfc.isUriReference,
    iri: rfc.isIri,
    'iri-reference': rfc.isIriReference,
    'uri-template': rfc.isUriTemplate,
    uuid: rfc.isUuid,
  };
  for (const [name, holds] of Object.entries(formats)) ajv.addFormat(name, orTooNew(holds));
}

/** What these functions throw at is well formed, and of a kind that they do not know (an IP address of a later version). */
const orTooNew =
  (holds: (text: string) => boolean) =>
  (text: string): boolean => {
    try {
      return holds(text);
    } catch {
      return true;
    }
  };

function doesNotThrow(look: () => unknown): boolean {
  try {
    look();
    return true;
  } catch {
    return false;
  }
}
