import { createHash, randomBytes } from 'node:crypto';
import type { Answered, AppUnderTest } from '../app-under-test.js';
import type { Visitor } from './visitor.js';

/** A client, as it knows itself. */
export interface TestClient {
  id: string;
  /** Null for one that can keep none. */
  secret: string | null;
  redirectUri: string;
}

export interface TokenAnswer {
  access_token: string;
  id_token: string;
  refresh_token?: string;
  token_type: string;
  expires_in: number;
  scope: string;
}

/** Parameters of an authorization request, with the verifier that belongs to its challenge. */
export interface Wish {
  query: Record<string, string>;
  verifier: string;
}

export function wishOf(client: TestClient, extra: Record<string, string | undefined> = {}): Wish {
  const verifier = randomBytes(32).toString('base64url');
  const usual = {
    ...{ client_id: client.id, redirect_uri: client.redirectUri, response_type: 'code', scope: 'openid profile email' },
    ...{ state: randomBytes(8).toString('hex'), nonce: randomBytes(8).toString('hex') },
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const said: Record<string, string | undefined> = { ...usual, ...extra };
  const query = Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return { verifier, query: Object.fromEntries(query) as Record<string, string> };
}

export const authPath = ({ query }: Wish) => `/oidc/auth?${new URLSearchParams(query).toString()}`;

export interface Arrived {
  wish: Wish;
  /** Where the browser was sent: the redirect URI with what the provider put behind it. */
  url: URL;
  code: string;
}

/** Comes back with a code: signs in as this member where it is asked to. */
export async function arrive(
  visitor: Visitor,
  memberId: string,
  client: TestClient,
  wish = wishOf(client),
): Promise<Arrived> {
  let { location, answer } = await visitor.go(authPath(wish));
  if (location?.pathname.startsWith('/sign-in/')) {
    ({ location, answer } = await visitor.go(`${location.pathname}?as=${memberId}`));
  }
  if (location === null) throw new Error(`The provider stopped with ${answer.status}: ${answer.text.slice(0, 2_000)}`);
  return { wish, url: location, code: location.searchParams.get('code') ?? '' };
}

type Asks = Pick<AppUnderTest, 'ask'>;

/** A form with the client's own secret. */
export function post(app: Asks, path: string, client: TestClient, form: Record<string, string>): Promise<Answered> {
  const { id, secret } = client;
  const proof: Record<string, string> =
    secret === null ? {} : { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
  return app.ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json', ...proof },
    body: new URLSearchParams({ ...(secret === null ? { client_id: id } : {}), ...form }).toString(),
  });
}

export function exchange(app: Asks, client: TestClient, { code, wish }: Arrived): Promise<Answered> {
  const { verifier: code_verifier } = wish;
  return post(app, '/oidc/token', client, {
    ...{ grant_type: 'authorization_code', code, code_verifier, redirect_uri: client.redirectUri },
  });
}

export function refresh(app: Asks, client: TestClient, refresh_token: string): Promise<Answered> {
  return post(app, '/oidc/token', client, { grant_type: 'refresh_token', refresh_token });
}

export const tokensOf = ({ text }: Answered) => JSON.parse(text) as TokenAnswer;

export function askUserinfo(app: Asks, accessToken: string): Promise<Answered> {
  return app.ask('/oidc/me', { headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } });
}
