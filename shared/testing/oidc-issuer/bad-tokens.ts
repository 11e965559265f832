import { changed, sign, signedByMac, unsigned, type Draft, type SigningKey } from './signing.js';

/** What a spoiler has at hand. */
export interface Workbench {
  /** Two that are published, so that a token must say which. */
  keys: readonly [SigningKey, SigningKey];
  /** One that is not. */
  foreign: SigningKey;
  clientSecret: string;
}

export type Spoil = (draft: Draft, at: Workbench) => Promise<string> | string;

const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;

const saying =
  (claims: Record<string, unknown>): Spoil =>
  (draft, { keys }) =>
    sign({ ...draft, claims: { ...draft.claims, ...claims } }, keys[0]);

const headed =
  (header: Partial<Draft['header']>): Spoil =>
  (draft, { keys }) =>
    sign({ ...draft, header: { ...draft.header, ...header } }, keys[0]);

const without =
  (claim: string): Spoil =>
  (draft, { keys }) =>
    sign({ ...draft, claims: { ...draft.claims, [claim]: undefined } }, keys[0]);

const inAnyToken = {
  'of another issuer': saying({ iss: 'http://evil.rose.localhost' }),
  'for another site': saying({ aud: 'somebody-else' }),
  'signed by nobody': (draft) => unsigned(draft),
  'signed with the client secret': (draft, { clientSecret }) => signedByMac(draft, clientSecret),
  'signed with a key that is not published': (draft, { foreign }) => sign(draft, foreign),
  'changed after it was signed': async (draft, { keys }) =>
    changed(await sign(draft, keys[0]), { ...draft.claims, sub: '01970000-0000-7000-8000-000000000000' }),
  'over for an hour': saying({ exp: seconds(-3600), iat: seconds(-7200) }),
  'without its time': without('iat'),
  'that never ends': without('exp'),
} satisfies Record<string, Spoil>;

/** ID tokens that no relying party may believe (OpenID Connect Core 1.0, 3.1.3.7). */
export const badIdTokens = {
  ...inAnyToken,
  'that names nobody': without('sub'),
  'with the nonce of another sign-in': saying({ nonce: 'another' }),
  'without a nonce': without('nonce'),
  'that does not say which of two keys signed it': headed({ kid: undefined }),
  'of which the other key is said to have signed it': (draft, { keys }) =>
    sign({ ...draft, header: { ...draft.header, kid: keys[1].kid } }, keys[0]),
  'whose subject is no member': saying({ sub: 'admin' }),
  'that names no sign-in': without('sign_in'),
} satisfies Record<string, Spoil>;

/** Logout tokens to which the answer is 400 (OpenID Connect Back-Channel Logout 1.0, 2.6). */
export const badLogoutTokens = {
  ...inAnyToken,
  'that are ID tokens': headed({ typ: 'JWT' }),
  'that are access tokens': headed({ typ: 'at+jwt' }),
  'with a nonce': saying({ nonce: 'one' }),
  'without the event': without('events'),
  'with another event': saying({ events: { 'http://schemas.openid.net/event/other': {} } }),
  'with an event that is no object': saying({ events: { 'http://schemas.openid.net/event/backchannel-logout': true } }),
  'about nobody': (draft, { keys }) =>
    sign({ ...draft, claims: { ...draft.claims, sub: undefined, sid: undefined } }, keys[0]),
  'without a name of their own': without('jti'),
  'from the future': saying({ iat: seconds(3600), exp: seconds(3700) }),
} satisfies Record<string, Spoil>;
