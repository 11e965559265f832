import { createRemoteJWKSet, customFetch, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { VerifyOptions } from './verify-logout-token.js';

/** What every OpenID client knows (OpenID Connect Core 1.0, 3.1.3.7), and what we asked for by asking for nothing else. */
const algorithms = ['RS256'];
/** Clocks may differ by as much, in seconds. */
const clockTolerance = 10;

/**
 * Looks at the signature, which openid-client leaves out where a token came by TLS, and for which it would know no key that is
 * newer than its last look a minute ago. Only the provider's own servers bring us a key that we do not know: so it is looked
 * for at once, and nobody has to try again because keys were changed.
 */
export function createVerifyIdToken(options: VerifyOptions): (token: string | undefined) => Promise<void> {
  const { issuer, app: audience, fetch } = options;
  let keys: JWTVerifyGetKey | null = null;
  return async function verifyIdToken(token) {
    keys ??= createRemoteJWKSet(new URL(await options.keysUrl()), { [customFetch]: fetch, cooldownDuration: 0 });
    await jwtVerify(token ?? '', keys, { issuer, audience, algorithms, clockTolerance });
  };
}
