import { createHash, randomBytes } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose';
import type { Answer, Net } from './net.js';

/** What the operator gave a site, and what the site had told them. */
export interface Registered {
  id: string;
  /** Null for one that can keep none. */
  secret: string | null;
  method: 'client_secret_basic' | 'client_secret_post' | 'none';
  redirectUri: string;
  postLogoutRedirectUri: string;
}

/** Discovery 1.0, 3: the fields that a client lives by. */
export type Metadata = Record<string, unknown> &
  Record<
    | 'issuer'
    | 'authorization_endpoint'
    | 'token_endpoint'
    | 'userinfo_endpoint'
    | 'jwks_uri'
    | 'revocation_endpoint'
    | 'introspection_endpoint'
    | 'pushed_authorization_request_endpoint'
    | 'end_session_endpoint',
    string
  >;

export interface Tokens {
  access_token: string;
  id_token: string;
  refresh_token?: string;
  token_type: string;
  expires_in: number;
  scope: string;
}

/** An authorization request, with what its client keeps to itself. */
export interface Wish {
  params: Record<string, string>;
  verifier: string;
  url: URL;
}

type Words = Record<string, string | undefined>;

const base64url = (bytes: Buffer) => bytes.toString('base64url');
const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** A relying party that was written from the specifications and knows the provider by its discovery document alone. */
export class OutsideClient {
  constructor(
    private readonly net: Net,
    readonly metadata: Metadata,
    readonly registered: Registered,
  ) {}

  wish(extra: Words = {}): Wish {
    const verifier = base64url(randomBytes(48));
    const usual: Words = {
      ...{ response_type: 'code', client_id: this.registered.id, redirect_uri: this.registered.redirectUri },
      ...{ scope: 'openid', state: base64url(randomBytes(16)), nonce: base64url(randomBytes(16)) },
      ...{ code_challenge: base64url(sha256(verifier)), code_challenge_method: 'S256' },
    };
    const params = said({ ...usual, ...extra });
    const url = new URL(this.metadata.authorization_endpoint);
    url.search = new URLSearchParams(params).toString();
    return { params, verifier, url };
  }

  /** RFC 6749, 4.1.3. A word of `change` that is undefined is left out. */
  exchange(wish: Wish, code: string, change: Words = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const form: Words = {
      ...{ grant_type: 'authorization_code', code, code_verifier: wish.verifier },
      ...{ redirect_uri: this.registered.redirectUri, ...change },
    };
    return this.post(this.metadata.token_endpoint, form, headers);
  }

  refresh(token: string, change: Words = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const form: Words = { grant_type: 'refresh_token', refresh_token: token, ...change };
    return this.post(this.metadata.token_endpoint, form, headers);
  }

  revoke(token: string, change: Words = {}): Promise<Answer> {
    return this.post(this.metadata.revocation_endpoint, { token, ...change });
  }

  introspect(token: string): Promise<Answer> {
    return this.post(this.metadata.introspection_endpoint, { token });
  }

  push(wish: Wish, change: Words = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.post(this.metadata.pushed_authorization_request_endpoint, { ...wish.params, ...change }, headers);
  }

  userinfo(accessToken: string, headers: Record<string, string> = {}): Promise<Answer> {
    const authorization = `Bearer ${accessToken}`;
    return this.net.ask(this.metadata.userinfo_endpoint, { headers: { authorization, ...headers } });
  }

  /** A form in which the client proves itself the way that it was registered with. */
  post(endpoint: string, form: Words, headers: Record<string, string> = {}): Promise<Answer> {
    const { id, secret, method } = this.registered;
    const proof: Record<string, string> =
      method === 'client_secret_basic' ? { authorization: basic(id, secret ?? '') } : {};
    const named: Words = method === 'client_secret_basic' ? {} : { client_id: id };
    const shown: Words = method === 'client_secret_post' ? { client_secret: secret ?? '' } : {};
    return this.net.ask(endpoint, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        ...{ ...proof, ...headers },
      },
      body: new URLSearchParams(said({ ...named, ...shown, ...form })).toString(),
    });
  }

  /** OpenID Connect Core, 3.1.3.7: all that an ID token has to hold. */
  async verify(idToken: string, { nonce, accessToken }: { nonce?: string | undefined; accessToken?: string }) {
    const { payload, protectedHeader } = await jwtVerify(idToken, createLocalJWKSet(await this.keys()), {
      ...{ issuer: this.metadata.issuer, audience: this.registered.id, algorithms: ['RS256'] },
      requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
      clockTolerance: 5,
    });
    if (payload['nonce'] !== nonce) throw new Error(`nonce ${String(payload['nonce'])} is not ${String(nonce)}`);
    checkParty(payload, this.registered.id);
    const half = accessToken === undefined ? undefined : base64url(sha256(accessToken).subarray(0, 16));
    if (payload['at_hash'] !== undefined && half !== undefined && payload['at_hash'] !== half) {
      throw new Error('at_hash is of another token');
    }
    return { payload, header: protectedHeader };
  }

  async keys(): Promise<JSONWebKeySet> {
    return (await this.net.ask(this.metadata.jwks_uri)).json() as unknown as JSONWebKeySet;
  }

  /** The same site, which says something else of itself. */
  as(other: Partial<Registered>): OutsideClient {
    return new OutsideClient(this.net, this.metadata, { ...this.registered, ...other });
  }
}

function checkParty({ aud, azp }: JWTPayload & { azp?: unknown }, id: string): void {
  if (Array.isArray(aud) && aud.length > 1 && azp !== id) throw new Error('azp is somebody else');
  if (azp !== undefined && azp !== id) throw new Error('azp is somebody else');
}

function said(words: Words): Record<string, string> {
  return Object.fromEntries(Object.entries(words).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** RFC 6749, 2.3.1: both are encoded as in a form first. */
function basic(id: string, secret: string): string {
  const encode = (word: string) => new URLSearchParams([['', word]]).toString().slice(1);
  return `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')}`;
}

export const tokensOf = (answer: Answer) => {
  if (answer.status !== 200) throw new Error(`no tokens: ${answer.status} ${answer.text.slice(0, 500)}`);
  return answer.json() as unknown as Tokens;
};

/** What an OAuth endpoint refused with (RFC 6749, 5.2). */
export const refusalOf = (answer: Answer) => {
  const { error } = answer.json();
  return [answer.status, error] as const;
};
