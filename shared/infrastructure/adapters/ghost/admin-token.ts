import { createHmac } from 'node:crypto';

/** Ghost judges by `iat`, and takes five minutes; one is made for each request. */
const lifeSeconds = 240;

/**
 * What the Admin API wants in `Authorization: Ghost <token>`: a JWT (RFC 7519) with HS256, keyed by the bytes that the
 * secret's hex digits stand for (ghost.org/docs/admin-api/#token-authentication).
 *
 * @param key `id:secret`.
 */
export function adminToken(key: string, now: Date): string {
  const [id = '', secret = ''] = key.split(':');
  const seconds = Math.floor(now.getTime() / 1000);
  const said = [
    { alg: 'HS256', typ: 'JWT', kid: id },
    { iat: seconds, exp: seconds + lifeSeconds, aud: '/admin/' },
  ];
  const signed = said.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha256', Buffer.from(secret, 'hex')).update(signed).digest('base64url')}`;
}
