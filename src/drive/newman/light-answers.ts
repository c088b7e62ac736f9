/**
 * Hands bodies to scripts as Base64, for a thread that runs nothing but newman.
 *
 * newman copies each answer into the sandbox of the scripts as JSON, in which a Buffer is a list of numbers: for
 * 200 kB a tenth of a second, and a hundred times the memory. The sandbox takes Base64 as well.
 */
export function lightenAnswers(): void {
  Object.assign(Buffer.prototype, {
    toJSON(this: Buffer) {
      return { type: 'Base64', data: this.toString('base64') };
    },
  });
}
