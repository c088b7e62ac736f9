/** A request as bytes, taken apart so that two of them can be compared. */
export interface Comparable {
  readonly line: string;
  /** In their order, but for Host, Connection and Content-Length. */
  readonly headers: readonly string[];
  /** Host, Connection and Content-Length, wherever they stand and however they are written. */
  readonly framing: readonly string[];
  readonly body: string;
}

const FRAMING = /^(host|connection|content-length):/i;
const TOKEN = /^Postman-Token: [0-9a-f]{8}-[0-9a-f-]{27}$/;
const BOUNDARY = /(?:boundary=|\r\n--)(-{26}\d{24})/;

/** Leaves out what differs from request to request: Postman-Token and the boundary of a form (`request/renewed.ts`). */
export function comparable(bytes: Buffer): Comparable {
  const text = bytes.toString('latin1');
  const boundary = BOUNDARY.exec(text)?.[1];
  const [head = '', ...rest] = (boundary ? text.replaceAll(boundary, 'BOUNDARY') : text).split('\r\n\r\n');
  const [line = '', ...headers] = head.split('\r\n');
  return {
    line,
    headers: headers
      .filter((header) => !FRAMING.test(header))
      .map((header) => (TOKEN.test(header) ? 'Postman-Token: …' : header)),
    framing: headers
      .filter((header) => FRAMING.test(header))
      .map((header) => header.replace(/^[^:]+/, (name) => name.toLowerCase()))
      .sort(),
    body: rest.join('\r\n\r\n'),
  };
}
