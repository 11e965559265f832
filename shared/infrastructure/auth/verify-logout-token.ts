import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { AppName } from '../../contracts/apps.js';
import type { Fetch } from './ask-inside.js';

/** Whose sessions are over: those of one session at the provider, or all of one member. */
export interface LogoutOrder {
  /** Unique for the token. */
  jti: string;
  /** Until when it must be remembered that it was used, ms since 1970. */
  until: number;
  sid: string | null;
  sub: string | null;
}

/** A token that orders nothing, and why not. */
export class BadLogoutToken extends Error {}

export interface VerifyOptions {
  issuer: string;
  app: AppName;
  fetch: Fetch;
  keysUrl: () => Promise<string>;
}

const event = 'http://schemas.openid.net/event/backchannel-logout';

/** What only the shape of the claims says: the library looks at who, for whom and when. */
const claimsSchema = z
  .object({
    jti: z.string().min(1).max(200),
    exp: z.number(),
    events: z.looseObject({ [event]: z.looseObject({}) }),
    sid: z.string().min(1).optional(),
    sub: z.string().min(1).optional(),
    nonce: z.never().optional(),
  })
  .refine(({ sid, sub }) => sid !== undefined || sub !== undefined, { error: 'names neither sid nor sub' });

const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];
/** To say so is recommended only (2.4): who says nothing is believed, who says something else is not. */
const ofLogout = /^(?:application\/)?logout\+jwt$/i;
/** Clocks may differ by as much, in seconds. */
const clockTolerance = 10;

/** Reads a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6). @throws BadLogoutToken, and Error when keys cannot be had. */
export function createVerifyLogoutToken(options: VerifyOptions): (token: string) => Promise<LogoutOrder> {
  let keys: Promise<JWTVerifyGetKey> | null = null;
  const openKeys = () =>
    (keys ??= options.keysUrl().then(
      // An unknown key is looked for once in five seconds, whoever invents how many.
      (url) => createRemoteJWKSet(new URL(url), { [customFetch]: options.fetch, cooldownDuration: 5_000 }),
      (error: unknown) => {
        keys = null;
        throw error;
      },
    ));
  return async function verifyLogoutToken(token) {
    const payload = await verify(token, await openKeys(), options).catch(explain);
    const checked = claimsSchema.safeParse(payload);
    if (!checked.success) throw new BadLogoutToken(checked.error.issues[0]?.message, { cause: checked.error });
    const { jti, exp, sid = null, sub = null } = checked.data;
    return { jti, until: (exp + clockTolerance) * 1_000, sid, sub };
  };
}

async function verify(token: string, keys: JWTVerifyGetKey, { issuer, app }: VerifyOptions): Promise<JWTPayload> {
  const { payload, protectedHeader } = await jwtVerify(token, keys, {
    ...{ issuer, audience: app, algorithms, clockTolerance },
    requiredClaims: ['iat', 'exp', 'jti', 'events'],
    maxTokenAge: '10 minutes',
  });
  const { typ } = protectedHeader;
  if (typ !== undefined && !ofLogout.test(typ)) throw new BadLogoutToken(`is of the kind ${typ}`);
  return payload;
}

const keysCannotBeHad = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC']);

function explain(error: unknown): never {
  if (!(error instanceof errors.JOSEError) || keysCannotBeHad.has(error.code)) throw error;
  throw new BadLogoutToken(error.message, { cause: error });
}
