import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { type BodyDefect, type Header, header } from '../../contract/exchange.js';

type Decoder = (body: Buffer, options: { maxOutputLength: number }) => Buffer;

/** Many servers send deflate without the zlib header that the standard asks for; clients take both. */
const inflate: Decoder = (body, options) =>
  ((body[0] ?? 0) & 0x0f) === 8 ? inflateSync(body, options) : inflateRawSync(body, options);

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflate,
  br: brotliDecompressSync,
};

/**
 * Undoes the declared Content-Encoding.
 *
 * @param cap bytes that a decoded body may have: a small body may unfold to a very large one
 */
export function decodeBody(
  body: Buffer,
  headers: readonly Header[],
  cap: number,
): { readonly body: Buffer; readonly defect?: BodyDefect } {
  const encodings = (header(headers, 'content-encoding') ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  let decoded = body;
  for (const encoding of encodings.filter((name) => name !== '' && name !== 'identity').reverse()) {
    const decode = DECODERS[encoding];
    if (!decode) return broken(`the unknown Content-Encoding ${encoding}`);
    if (decoded.length === 0) continue;
    try {
      decoded = decode(decoded, { maxOutputLength: cap });
    } catch (error) {
      const tooLarge = error instanceof RangeError || String(error).includes('larger than');
      if (tooLarge) return broken(`a body that unfolds to more than ${cap} bytes`, 'over-cap');
      return broken(`a body that is no ${encoding}, as its Content-Encoding says`);
    }
  }
  return { body: decoded };
}

const broken = (
  detail: string,
  kind: BodyDefect['kind'] = 'encoding',
): { body: Buffer; defect: BodyDefect } => ({
  body: Buffer.alloc(0),
  defect: { kind, detail },
});
