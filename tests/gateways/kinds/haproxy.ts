import type { Kind } from '../gateway.js';

export const haproxy: Kind = {
  name: 'haproxy',
  programs: ['haproxy'],
  version: ['haproxy', '-v'],
  files: ({ folder, fronts, more }) => ({
    'haproxy.cfg': `
defaults
  mode http
  # Those of Debian's haproxy.cfg.
  timeout connect 5000
  timeout client 50000
  timeout server 50000
${fronts
  .map(
    ({ port, back }) => `
frontend front-${port}
  bind localhost:${port} ssl crt ${folder}/both.pem
  default_backend back-${port}
  ${more}
backend back-${port}
  server api localhost:${back}`,
  )
  .join('\n')}
backend none
`,
  }),
  processes: ({ folder }) => [['haproxy', '-db', '-f', `${folder}/haproxy.cfg`]],
};
