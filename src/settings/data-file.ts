import { createRequire } from 'node:module';

/** Parts of newman that read a data file: another reader would give other values. */
export interface DataFileParts {
  /** @throws Error that says what is wrong */
  json(text: string): unknown;
  /** @throws Error that says what is wrong, and in which line */
  csv(text: string): unknown;
  decoded(bytes: Buffer): string;
}

type Cast = (value: string, context: { readonly quoting: boolean }) => string | number;

/** As newman 6.2.2 calls them (`lib/run/options.js`); loaded only where there is a data file. */
export function dataFileParts(): DataFileParts {
  const newman = createRequire(createRequire(import.meta.url).resolve('newman'));
  const parse: (text: string, options: object) => unknown = newman('csv-parse/lib/sync');
  const liquid: { parse(text: string): unknown } = newman('liquid-json');
  const util: {
    isInt(value: string): boolean;
    isFloat(value: string): boolean;
    detectEncoding(bytes: Buffer): BufferEncoding | undefined;
  } = newman('./lib/util');
  const cast: Cast = (value, { quoting }) => {
    if (quoting) return value;
    if (util.isInt(value)) return Number.parseInt(value, 10);
    return util.isFloat(value) ? Number.parseFloat(value) : value;
  };
  return {
    json: (text) => liquid.parse(text),
    csv: (text) =>
      parse(text, {
        columns: true,
        escape: '"',
        cast,
        trim: true,
        relax: true,
        relax_column_count: true,
        bom: true,
      }),
    decoded: (bytes) => bytes.toString(util.detectEncoding(bytes)),
  };
}
