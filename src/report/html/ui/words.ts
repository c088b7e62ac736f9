/** `1 case`, `2 cases`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** `850 ms`, `1.2 s`. */
export const spoken = (milliseconds: number): string =>
  milliseconds < 1000
    ? `${milliseconds < 10 ? Math.round(milliseconds * 10) / 10 : Math.round(milliseconds)} ms`
    : `${Math.round(milliseconds / 100) / 10} s`;

/** `3.4 kB`. */
export const sized = (bytes: number): string =>
  bytes < 1000
    ? counted(bytes, 'byte')
    : bytes < 1e6
      ? `${(bytes / 1000).toFixed(1)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;
