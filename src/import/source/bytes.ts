import { ContractError, type ErrorCode } from '../../contract/errors.js';
import { NO_UTF8 } from '../../contract/files.js';

export { LARGEST_DOCUMENT as CAP, megabytes } from '../../contract/bounded-file.js';

/**
 * Text without its byte order mark. Bytes that are no UTF-8 (or UTF-16 with its mark, as PowerShell writes it) are
 * refused: read anyhow, characters would be lost in silence.
 *
 * @throws ContractError with `code`
 */
export function textOf(bytes: Uint8Array, place: string, code: ErrorCode = 'SOURCE_UNREADABLE'): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    const fact = looksZipped(bytes) ? 'this is a compressed archive' : NO_UTF8;
    const fix = looksZipped(bytes) ? 'Unpack it, and name what it holds' : 'Save it as UTF-8';
    throw new ContractError(code, place, fact, fix);
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function looksZipped([first, second]: Uint8Array): boolean {
  return (first === 0x50 && second === 0x4b) || (first === 0x1f && second === 0x8b);
}
