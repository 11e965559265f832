import type * as OpenIdClient from 'openid-client';
import { z } from 'zod';
import type { Config } from '../config/config.js';
import type { Tokens } from '../http/session/session.js';
import { clientSecretOf } from '../oidc/first-party.js';
import { authPaths } from './auth-paths.js';
import type { Fetch } from './ask-inside.js';
import { createVerifyIdToken } from './verify-id-token.js';
import { watchProvider } from './watch-provider.js';

/** What the provider said of somebody, believed. */
export interface SignedIn {
  subject: string;
  signIn: string;
  providerSid: string | null;
  tokens: Tokens;
  /** When the access token is over, ms since 1970; null where it said nothing. */
  expiresAt: number | null;
}

export interface Checks {
  state: string;
  nonce: string;
  verifier: string;
}

/** One of our sites as the provider's client (OpenID Connect Core 1.0: code flow with PKCE). */
export interface RelyingParty {
  /** @throws Error when the issuer cannot be asked, or is not who it should be. */
  signInUrl(checks: Checks, prompt?: 'none'): Promise<string>;
  /**
   * Trades the answer that came to the callback for who it is.
   *
   * @throws SignInRefused where the provider says no; Error for an answer that cannot be believed.
   */
  redeem(answer: URLSearchParams, checks: Checks): Promise<SignedIn>;
  /** @throws SignInRefused when the provider wants no more of it. */
  refresh(tokens: Tokens & { refreshToken: string }): Promise<Pick<SignedIn, 'tokens' | 'expiresAt'>>;
  signOutUrl(said: { state: string; idToken: string | null }): Promise<string>;
  /** Whether the provider answers, as far as was seen in the last seconds: nobody is sent unasked to one that does not. */
  isThere(): Promise<boolean>;
  /** Where the issuer's keys are. */
  keysUrl(): Promise<string>;
}

/** The provider answered, and the answer is no: `login_required`, `access_denied`, `invalid_grant`. */
export class SignInRefused extends Error {
  constructor(
    readonly reason: string,
    options?: { cause?: unknown },
  ) {
    super(`the provider says ${reason}`, options);
  }
}

const claimsSchema = z.object({ sub: z.uuid(), sid: z.string().min(1).optional(), sign_in: z.uuid() });

/** What is known of the provider is asked for again after this long. */
const knownForMs = 10 * 60_000;
const timeoutSeconds = 5;
/** How long one look at it may take. */
const lookMs = 500;

export function createRelyingParty(config: Config, fetch: Fetch): RelyingParty {
  const issuer = config.urls.federation;
  const own = config.urls[config.service];
  const redirectUri = own + authPaths.callback;
  const known = remember(knownForMs, () => discover(config, fetch));
  async function keysUrl(): Promise<string> {
    const [, provider] = await known();
    return provider.serverMetadata().jwks_uri ?? `${issuer}/oidc/jwks`;
  }
  const verifyIdToken = createVerifyIdToken({ issuer, app: config.service, fetch, keysUrl });

  return {
    async signInUrl({ state, nonce, verifier }, prompt) {
      const [library, provider] = await known();
      return library.buildAuthorizationUrl(provider, {
        ...{ redirect_uri: redirectUri, scope: 'openid', state, nonce },
        ...{ code_challenge: await library.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
        ...(prompt === undefined ? {} : { prompt }),
      }).href;
    },
    async redeem(answer, { state, nonce, verifier }) {
      const [library, provider] = await known();
      const url = new URL(`${redirectUri}?${answer.toString()}`);
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const granted = await library.authorizationCodeGrant(provider, url, checks).catch(refuse);
      await verifyIdToken(granted.id_token);
      const { sub, sid, sign_in: signIn } = claimsSchema.parse(granted.claims());
      return { subject: sub, providerSid: sid ?? null, signIn, ...tokensOf(granted) };
    },
    async refresh(before) {
      const [library, provider] = await known();
      const granted = await library.refreshTokenGrant(provider, before.refreshToken).catch(refuse);
      if (granted.id_token !== undefined) await verifyIdToken(granted.id_token);
      return tokensOf(granted, before);
    },
    async signOutUrl({ state, idToken }) {
      const [library, provider] = await known();
      return library.buildEndSessionUrl(provider, {
        ...{ post_logout_redirect_uri: own + authPaths.signedOut, state },
        ...(idToken === null ? {} : { id_token_hint: idToken }),
      }).href;
    },
    isThere: watchProvider(async () => {
      const { status } = await fetch(`${issuer}/healthz`, { signal: AbortSignal.timeout(lookMs) });
      return status < 500;
    }),
    keysUrl,
  };
}

type Granted = OpenIdClient.TokenEndpointResponse & OpenIdClient.TokenEndpointResponseHelpers;

/** @param before what stays where the provider gave nothing new. */
function tokensOf(granted: Granted, before?: Tokens): Pick<SignedIn, 'tokens' | 'expiresAt'> {
  const seconds = granted.expiresIn();
  return {
    tokens: {
      idToken: granted.id_token ?? before?.idToken ?? null,
      refreshToken: granted.refresh_token ?? before?.refreshToken ?? null,
    },
    expiresAt: seconds === undefined ? null : Date.now() + seconds * 1_000,
  };
}

type Known = readonly [typeof OpenIdClient, OpenIdClient.Configuration];

/** @throws Error unless all that it says of itself lies on the issuer's own origin. */
async function discover({ urls, service, composition, scheme }: Config, fetch: Fetch): Promise<Known> {
  // Loaded by the first who signs in: six processes start at once, and none of them needs it to answer a page.
  const library = await import('openid-client');
  const secret = clientSecretOf(composition.internalSecret, service);
  const provider = await library.discovery(
    new URL(urls.federation),
    service,
    secret,
    library.ClientSecretBasic(secret),
    {
      [library.customFetch]: fetch as OpenIdClient.CustomFetch,
      timeout: timeoutSeconds,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the issuer of development has no https, by its own configuration
      execute: scheme === 'http' ? [library.allowInsecureRequests] : [],
    },
  );
  const said = provider.serverMetadata();
  const named = [said.authorization_endpoint, said.token_endpoint, said.jwks_uri, said.end_session_endpoint];
  if (said.issuer !== urls.federation) throw new Error(`the issuer calls itself ${said.issuer}`);
  for (const endpoint of named) {
    if (endpoint === undefined || new URL(endpoint).origin !== urls.federation) {
      throw new Error(`the issuer names an endpoint that is not its own: ${endpoint}`);
    }
  }
  return [library, provider];
}

function refuse(error: unknown): never {
  const { error: reason } = error as { error?: unknown };
  if (typeof reason === 'string') throw new SignInRefused(reason, { cause: error });
  throw error;
}

/** Asked once by however many need it at once, and kept; while it cannot be asked again, what was known goes on. */
function remember<T>(forMs: number, ask: () => Promise<T>): () => Promise<T> {
  let kept: { value: T; until: number } | null = null;
  let asking: Promise<T> | null = null;
  return async function recall() {
    if (kept !== null && Date.now() < kept.until) return kept.value;
    asking ??= ask()
      .then((value) => {
        kept = { value, until: Date.now() + forMs };
        return value;
      })
      .finally(() => (asking = null));
    if (kept === null) return asking;
    asking.catch(() => undefined);
    return kept.value;
  };
}
