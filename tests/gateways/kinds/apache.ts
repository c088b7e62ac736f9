import type { Kind } from '../gateway.js';

const MODULES = ['mpm_event', 'authz_core', 'ssl', 'socache_shmcb', 'proxy', 'proxy_http', 'unixd'] as const;
/** Compiled in, on Debian. */
const BUILT_IN = new Set(['unixd']);

export const apache: Kind = {
  name: 'apache2',
  programs: ['apache2'],
  version: ['apache2', '-v'],
  files: ({ folder, fronts, more, before }) => ({
    'apache.conf': `
ServerRoot ${folder}
ServerName localhost
PidFile ${folder}/apache.pid
DefaultRuntimeDir ${folder}
Mutex file:${folder} default
ErrorLog ${folder}/error.log
LogLevel error
# As in Debian's conf-enabled/security.conf.
ServerTokens OS
ServerSignature On
TraceEnable Off
${MODULES.filter((name) => !BUILT_IN.has(name))
  .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
  .join('\n')}
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
${before}
${fronts
  .map(
    ({ port, back }) => `
Listen localhost:${port}
<VirtualHost localhost:${port}>
  SSLEngine on
  SSLCertificateFile ${folder}/cert.pem
  SSLCertificateKeyFile ${folder}/key.pem
  ${more}
  # Node closes an idle connection after five seconds: one that is used again just then is answered 502.
  ProxyPass / http://localhost:${back}/ ttl=3
  ProxyPassReverse / http://localhost:${back}/
</VirtualHost>`,
  )
  .join('\n')}
`,
  }),
  processes: ({ folder }) => [['apache2', '-d', folder, '-f', `${folder}/apache.conf`, '-DFOREGROUND']],
};
