import picocolors from 'picocolors';

export type Colors = ReturnType<typeof picocolors.createColors>;

/** Colours for a stream: where it is a terminal and neither `--no-color` nor `NO_COLOR` forbids them. */
export function colorsFor(
  stream: { readonly isTTY?: boolean },
  wanted: boolean | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Colors {
  const forbidden = wanted === false || Boolean(environment['NO_COLOR']) || environment['TERM'] === 'dumb';
  const forced = Boolean(environment['FORCE_COLOR']) && environment['FORCE_COLOR'] !== '0';
  return picocolors.createColors(!forbidden && (forced || stream.isTTY === true));
}
