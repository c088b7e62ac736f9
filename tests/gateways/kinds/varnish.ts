import type { Kind } from '../gateway.js';

/** Varnish speaks no TLS: hitch does so before it, as its own documentation has it. */
export const varnish: Kind = {
  name: 'varnish',
  // varnishd compiles its configuration.
  programs: ['varnishd', 'hitch', 'gcc'],
  version: ['varnishd', '-V'],
  inTwo: true,
  files: ({ folder, fronts, between, more }) =>
    Object.fromEntries(
      fronts.flatMap(({ port, back }, index) => [
        [
          `${port}.vcl`,
          `
vcl 4.1;
backend default { .host = "127.0.0.1"; .port = "${back}"; }
${more}
`,
        ],
        [
          `${port}.hitch`,
          `
frontend = { host = "127.0.0.1" port = "${port}" }
backend = "[127.0.0.1]:${between[index]}"
pem-file = "${folder}/both.pem"
workers = 1
daemon = off
${process.getuid?.() === 0 ? 'user = "nobody"\ngroup = "nogroup"' : ''}
`,
        ],
      ]),
    ),
  processes: ({ folder, fronts, between }) =>
    fronts.flatMap(({ port }, index) => [
      ['hitch', `--config=${folder}/${port}.hitch`],
      [
        ...['varnishd', '-F', '-j', 'none', '-n', `${folder}/${port}`],
        ...['-a', `127.0.0.1:${between[index]}`, '-f', `${folder}/${port}.vcl`, '-s', 'malloc,32m'],
      ],
    ]),
};
