import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppName } from '../../contracts/apps.js';
import { closeServer } from '../../dev/process/close-server.js';
import { listenOn } from '../../dev/process/listen-on.js';
import { clientSecretOf } from '../../infrastructure/oidc/first-party.js';
import type { Spoil } from './bad-tokens.js';
import { Grants, random, type Grant, type IssuerSession } from './grants.js';
import { newKey, sign, type Draft, type SigningKey } from './signing.js';

interface Keys {
  published: readonly [SigningKey, SigningKey];
  foreign: SigningKey;
}

interface Reply {
  status: number;
  body?: object;
  headers?: Record<string, string>;
}

const now = () => Math.floor(Date.now() / 1000);
const event = 'http://schemas.openid.net/event/backchannel-logout';

/** An OpenID provider for tests: honest, until it is told to lie. Its cookie is `op_session`. */
export class OidcIssuer {
  /** The name it goes by; set before anybody asks. */
  issuer = 'http://federation.rose.localhost';
  /** Spoils every ID token from now on; null is honest. */
  lie: Spoil | null = null;
  /** Asked before each answer of the token endpoint: a status takes its place, and waiting delays it. */
  meddle: ((grant: string) => Promise<number | null> | number | null) | null = null;
  /** How long access tokens live, in seconds. */
  accessSeconds = 3_600;
  /** What was asked of it, in order: `GET /oidc/auth`, `refresh_token`. */
  readonly asked: string[] = [];
  readonly #sessions = new Map<string, IssuerSession>();
  readonly #grants = new Grants();
  readonly #server: Server;

  constructor(
    private readonly internalSecret: string,
    private keys: Keys,
  ) {
    this.#server = createServer((request, response) => {
      this.#answer(request).then(
        (reply) => send(response, reply),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  }

  async start(): Promise<void> {
    await listenOn(this.#server, 0, '127.0.0.1');
  }

  stop(): Promise<void> {
    return closeServer(this.#server);
  }

  /** Where our servers reach it. */
  get inside(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Begins a session and gives the value of its cookie. */
  begin(session: Pick<IssuerSession, 'sub'> & Partial<IssuerSession>): string {
    const cookie = random();
    this.#sessions.set(cookie, { sid: random(), signIn: randomUUID(), name: 'Somebody', ...session });
    return cookie;
  }

  /** Signs with a new key from now on; of the old ones the last stays published. */
  async rotate(): Promise<void> {
    const [last] = this.keys.published;
    this.keys = { ...this.keys, published: [await newKey(random()), last] };
  }

  find(cookie: string): IssuerSession | undefined {
    return this.#sessions.get(cookie);
  }

  end(cookie: string): void {
    this.#sessions.delete(cookie);
  }

  /** A logout token, honest unless spoilt. */
  logoutToken(app: AppName, about: Partial<Pick<IssuerSession, 'sub' | 'sid'>>, spoil?: Spoil): Promise<string> {
    const times = { iat: now(), exp: now() + 120 };
    const claims = { iss: this.issuer, aud: app, ...times, jti: random(), events: { [event]: {} }, ...about };
    return this.#make(app, { header: { alg: 'RS256', kid: this.#kid, typ: 'logout+jwt' }, claims }, spoil ?? null);
  }

  async #answer(request: IncomingMessage): Promise<Reply> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.issuer);
    this.asked.push(`${request.method} ${pathname}`);
    if (request.headers.host !== new URL(this.issuer).host) return { status: 421 };
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return { status: 200, body: this.#metadata() };
      case '/oidc/jwks':
        return { status: 200, body: { keys: this.keys.published.map(({ publicJwk }) => publicJwk) } };
      case '/oidc/auth':
        return this.#authorize(cookieOf(request), searchParams);
      case '/oidc/session/end':
        return this.#endSession(cookieOf(request), searchParams);
      case '/oidc/token':
        return this.#token(request.headers.authorization ?? '', new URLSearchParams(await bodyOf(request)));
      default:
        return { status: 404 };
    }
  }

  #metadata(): object {
    const at = (path: string) => this.issuer + path;
    return {
      issuer: this.issuer,
      authorization_endpoint: at('/oidc/auth'),
      token_endpoint: at('/oidc/token'),
      jwks_uri: at('/oidc/jwks'),
      end_session_endpoint: at('/oidc/session/end'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  #authorize(cookie: string, asked: URLSearchParams): Reply {
    const session = this.find(cookie);
    if (session === undefined && asked.get('prompt') !== 'none') return { status: 200, body: { page: 'sign in' } };
    const outcome: Record<string, string> =
      session === undefined ? { error: 'login_required' } : { code: this.#grants.giveCode(session, asked) };
    return goTo(asked.get('redirect_uri'), { state: asked.get('state') ?? '', iss: this.issuer, ...outcome });
  }

  #endSession(cookie: string, asked: URLSearchParams): Reply {
    this.end(cookie);
    const reply = goTo(asked.get('post_logout_redirect_uri'), { state: asked.get('state') ?? '' });
    return { ...reply, headers: { ...reply.headers, 'set-cookie': 'op_session=; path=/; max-age=0' } };
  }

  async #token(authorization: string, form: URLSearchParams): Promise<Reply> {
    const kind = form.get('grant_type') ?? '';
    this.asked.push(kind);
    const meddled = (await this.meddle?.(kind)) ?? null;
    if (meddled !== null) return { status: meddled, body: { error: 'server_error' } };
    const [id = '', secret = ''] = Buffer.from(authorization.slice(6), 'base64').toString().split(':');
    if (decodeURIComponent(secret) !== clientSecretOf(this.internalSecret, id as AppName)) {
      return { status: 401, body: { error: 'invalid_client' } };
    }
    const grant = this.#grants.take(form);
    if (grant?.app !== id || !this.#isGoingOn(grant)) return { status: 400, body: { error: 'invalid_grant' } };
    const tokens = {
      access_token: random(),
      token_type: 'Bearer',
      refresh_token: this.#grants.giveRefreshToken(grant),
    };
    return { status: 200, body: { ...tokens, expires_in: this.accessSeconds, id_token: await this.#idToken(grant) } };
  }

  get #kid(): string {
    return this.keys.published[0].kid;
  }

  #isGoingOn({ session }: Grant): boolean {
    return [...this.#sessions.values()].includes(session);
  }

  #idToken({ app, session, nonce }: Grant): Promise<string> {
    const { sub, sid, name, signIn } = session;
    const claims = { iss: this.issuer, aud: app, sub, sid, name, sign_in: signIn, iat: now(), exp: now() + 3_600 };
    const draft = { header: { alg: 'RS256', kid: this.#kid }, claims: nonce === null ? claims : { ...claims, nonce } };
    return this.#make(app, draft, this.lie);
  }

  async #make(app: AppName, draft: Draft, spoil: Spoil | null): Promise<string> {
    const { published, foreign } = this.keys;
    if (spoil === null) return sign(draft, published[0]);
    return spoil(draft, { keys: published, foreign, clientSecret: clientSecretOf(this.internalSecret, app) });
  }
}

export async function startOidcIssuer(internalSecret: string): Promise<OidcIssuer> {
  const published = [await newKey('one'), await newKey('two')] as const;
  const issuer = new OidcIssuer(internalSecret, { published, foreign: await newKey('one') });
  await issuer.start();
  return issuer;
}

function goTo(address: string | null, said: Record<string, string>): Reply {
  const url = new URL(address ?? '');
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
  return { status: 303, headers: { location: url.href } };
}

function cookieOf(request: IncomingMessage): string {
  return /(?:^|; )op_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, { status, body = {}, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
