import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Ghost } from '../ghost.js';
import { badRequest, GhostError, unauthorized } from './ghost-error.js';

const maxAgeSeconds = 5 * 60;
const audience = /\/?admin\/?$/;

interface Claims {
  iat?: number;
  exp?: number;
  aud?: string;
}

/** Lets through who brings `Authorization: Ghost <token>` as Ghost 6.65 wants it, and throws what it answers others. */
export function checkToken({ key, settings }: Ghost, authorization: string | undefined): void {
  if (authorization === undefined) throw nobody();
  const [scheme, token, ...more] = authorization.split(' ');
  if (scheme !== 'Ghost' || token === undefined || more.length > 0) throw badHeader();
  const [head = '', claims = '', signature = ''] = token.split('.');
  const header = parsed(head) as { alg?: string; kid?: string } | null;
  if (header === null) throw badToken();
  if (header.kid === undefined) throw badRequest('Admin API kid missing.');
  if (header.kid !== key.id) throw unauthorized('Unknown Admin API Key', 'UNKNOWN_ADMIN_API_KEY');
  if (header.alg !== 'HS256') throw refused('invalid algorithm');
  if (!isSigned(`${head}.${claims}`, signature, key.secret)) throw refused('invalid signature');
  checkClaims(parsed(claims) ?? {}, settings.wall() / 1000);
}

/** Age counts from `iat`: a later `exp` does not help, and an `iat` in the future does no harm. */
function checkClaims({ iat, exp, aud }: Claims, now: number): void {
  if (exp !== undefined && now >= exp) throw refused('jwt expired');
  if (aud === undefined || !audience.test(aud)) {
    throw refused(`jwt audience invalid. expected: ${audience.toString()}`);
  }
  if (iat === undefined) throw refused('iat required when maxAge is specified');
  if (now >= iat + maxAgeSeconds) throw refused('maxAge exceeded');
}

function isSigned(text: string, signature: string, secret: string): boolean {
  const due = createHmac('sha256', Buffer.from(secret, 'hex')).update(text).digest();
  const given = Buffer.from(signature, 'base64url');
  return due.length === given.length && timingSafeEqual(due, given);
}

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return null;
  }
}

const refused = (why: string) => unauthorized(`Invalid token: ${why}`, 'INVALID_JWT');
const badToken = () => new GhostError(400, 'BadRequestError', 'Invalid token', { code: 'INVALID_JWT' });
const badHeader = () =>
  unauthorized('Authorization header format is "Authorization: Ghost [token]"', 'INVALID_AUTH_HEADER');
const nobody = () =>
  new GhostError(403, 'NoPermissionError', 'Authorization failed', {
    context: 'Unable to determine the authenticated user or integration.',
  });
