import type { Kind } from './gateway.js';
import { apache } from './kinds/apache.js';
import { haproxy } from './kinds/haproxy.js';
import { lighttpd } from './kinds/lighttpd.js';
import { nginx } from './kinds/nginx.js';
import { varnish } from './kinds/varnish.js';

/** The gateways that Debian packages. */
export const KINDS: readonly Kind[] = [nginx, apache, haproxy, lighttpd, varnish];
