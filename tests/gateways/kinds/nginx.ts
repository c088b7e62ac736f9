import type { Kind } from '../gateway.js';

export const nginx: Kind = {
  name: 'nginx',
  programs: ['nginx'],
  version: ['nginx', '-v'],
  files: ({ folder, fronts, more, before }) => ({
    'nginx.conf': `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr error;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 512; }
http {
  access_log off;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `  ${of}_temp_path ${folder}/${of};`).join('\n')}
  # As in Debian's nginx.conf.
  ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
  ssl_certificate ${folder}/cert.pem;
  ssl_certificate_key ${folder}/key.pem;
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  ${before}
${fronts
  .map(
    ({ port, back }) => `
  upstream back-${port} { server localhost:${back}; keepalive 32; }
  server {
    listen localhost:${port} ssl;
    location / {
${more.includes('proxy_pass') ? '' : `      proxy_pass http://back-${port};`}
      ${more}
    }
  }`,
  )
  .join('')}
}
`,
  }),
  processes: ({ folder }) => [['nginx', '-p', folder, '-c', `${folder}/nginx.conf`, '-e', 'stderr']],
};
