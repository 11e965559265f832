import { isIP } from 'node:net';
import { baseEnv } from '../../infrastructure/config/base-env.js';
import { readEnv } from '../../infrastructure/config/read-env.js';
import { siteUrls } from '../../infrastructure/config/site-urls.js';
import { isLocalhost } from '../../infrastructure/http/client/lookups.js';
import { isSpecialAddress } from '../../infrastructure/http/client/special-address.js';
import { OperatorError } from '../../lib/errors.js';
import { findEnv } from '../find-database.js';
import type { World } from '../world.js';

const path = '/webhooks/ghost';

/**
 * Where a Ghost is to send its webhooks: our blog's own address, unless another is said; one without a path is where the
 * blog answers.
 *
 * @throws OperatorError for what is no web address.
 */
export function targetFor(env: World['env'], said: string | undefined): string {
  if (said === undefined) return `${ownAddress(env)}${path}`;
  const url = URL.canParse(said) ? new URL(said) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new OperatorError(`--url is a web address, such as https://blog.example.org; it is "${said}".`);
  }
  return url.pathname === '/' ? `${url.origin}${path}` : url.href;
}

function ownAddress(env: World['env']): string {
  const { BASE_DOMAIN, PUBLIC_SCHEME, PUBLIC_PORT } = baseEnv;
  const own = readEnv({ BASE_DOMAIN, PUBLIC_SCHEME, PUBLIC_PORT }, findEnv(env));
  return siteUrls(own.PUBLIC_SCHEME, own.BASE_DOMAIN, own.PUBLIC_PORT).blog;
}

/** What an operator should know of such an address, a sentence each. */
export function warningsOf(target: string): string[] {
  const { hostname, protocol, host } = new URL(target);
  return [
    ...(isPrivate(hostname)
      ? [`A Ghost sends nothing to ${host}, which is private, unless security.allowWebhookInternalIPs is true there.`]
      : []),
    ...(protocol === 'http:' && !isPrivate(hostname)
      ? [`${host} is asked without TLS: what a Ghost sends holds texts for members, for everybody on the way to read.`]
      : []),
  ];
}

/** As far as the name says: which address it has is for the Ghost's own resolver to tell. */
function isPrivate(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return isSpecialAddress(bare);
  return isLocalhost(bare) || !bare.includes('.') || /\.(?:local|internal|lan|home\.arpa)\.?$/.test(bare);
}
