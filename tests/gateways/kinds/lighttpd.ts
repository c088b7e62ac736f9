import type { Kind } from '../gateway.js';

export const lighttpd: Kind = {
  name: 'lighttpd',
  programs: ['lighttpd'],
  version: ['lighttpd', '-v'],
  files: ({ folder, fronts, more }) => ({
    'lighttpd.conf': `
server.modules = ( "mod_openssl", "mod_access", "mod_proxy" )
server.document-root = "${folder}"
server.upload-dirs = ( "${folder}" )
server.bind = "127.0.0.1"
server.port = ${fronts[0]?.port}
${fronts
  .map(
    ({ port, back }) => `
$SERVER["socket"] == "127.0.0.1:${port}" {
  ssl.engine = "enable"
  ssl.pemfile = "${folder}/both.pem"
  proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => ${back} ) ) )
  ${more}
}`,
  )
  .join('\n')}
`,
  }),
  processes: ({ folder }) => [['lighttpd', '-D', '-f', `${folder}/lighttpd.conf`]],
};
