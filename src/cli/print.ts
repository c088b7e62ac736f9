import { printed } from '../report/printed.js';

/** The one way of texts to stdout and stderr; only what commands a CI or moves a terminal's cursor goes another. */
export function print(text: string, stream: Pick<NodeJS.WriteStream, 'write'> = process.stdout): void {
  stream.write(printed(text));
}
