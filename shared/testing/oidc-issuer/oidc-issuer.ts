import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppName } from '../../contracts/apps.js';
import { closeServer } from '../../dev/process/close-server.js';
import { listenOn } from '../../dev/process/listen-on.js';
import { clientSecretOf } from '../../infrastructure/oidc/first-party.js';
import type { Spoil, Workbench } from './bad-tokens.js';
import { newKey, sign, type Draft } from './signing.js';

/** Somebody signed in at the issuer, in one browser. */
export interface IssuerSession {
  sub: string;
  sid: string;
  signIn: string;
  name: string;
}

/** An OpenID provider for tests: honest, until it is told to lie. Its cookie is `op_session`. */
export interface OidcIssuer {
  /** Where our servers reach it. */
  inside: string;
  /** The name it goes by; set before anybody asks. */
  issuer: string;
  /** Begins a session and gives the value of its cookie. */
  begin(session: Pick<IssuerSession, 'sub'> & Partial<IssuerSession>): string;
  end(cookie: string): void;
  find(cookie: string): IssuerSession | undefined;
  /** Spoils every ID token from now on; null is honest again. */
  lie(spoil: Spoil | null): void;
  /** Asked before each answer of the token endpoint: a status takes its place, and waiting delays it. */
  meddle: ((grant: string) => Promise<number | null> | number | null) | null;
  /** A logout token, honest unless spoilt. */
  logoutToken(app: AppName, about: Partial<Pick<IssuerSession, 'sub' | 'sid'>>, spoil?: Spoil): Promise<string>;
  /** What was asked of it, in order: `GET /oidc/auth`, `refresh_token`. */
  asked: string[];
  /** How long access tokens live, in seconds. */
  accessSeconds: number;
  stop(): Promise<void>;
}

interface Grant {
  app: AppName;
  session: IssuerSession;
  redirectUri: string;
  challenge: string;
  nonce: string | null;
}

const now = () => Math.floor(Date.now() / 1000);
const random = () => randomBytes(24).toString('base64url');

export async function startOidcIssuer(internalSecret: string): Promise<OidcIssuer> {
  const keys = [await newKey('one'), await newKey('two')] as const;
  const foreign = await newKey('one');
  const sessions = new Map<string, IssuerSession>();
  const codes = new Map<string, Grant>();
  const refreshable = new Map<string, Grant>();
  let spoilIdToken: Spoil | null = null;

  const benchFor = (app: AppName): Workbench => ({ keys, foreign, clientSecret: clientSecretOf(internalSecret, app) });
  const make = (app: AppName, draft: Draft, spoil: Spoil | null) =>
    spoil === null ? sign(draft, keys[0]) : spoil(draft, benchFor(app));

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await listenOn(server, 0, '127.0.0.1');
  const { port } = server.address() as AddressInfo;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer.issuer);
    issuer.asked.push(`${request.method} ${url.pathname}`);
    if (request.headers.host !== new URL(issuer.issuer).host) return send(response, 421, {});
    if (url.pathname === '/.well-known/openid-configuration') return send(response, 200, metadata());
    if (url.pathname === '/oidc/jwks') return send(response, 200, { keys: keys.map(({ publicJwk }) => publicJwk) });
    if (url.pathname === '/oidc/auth') return authorize(request, response, url.searchParams);
    if (url.pathname === '/oidc/session/end') return endSession(request, response, url.searchParams);
    if (url.pathname === '/oidc/token') return token(request, response);
    return send(response, 404, {});
  }

  function metadata() {
    const at = (path: string) => issuer.issuer + path;
    return {
      issuer: issuer.issuer,
      authorization_endpoint: at('/oidc/auth'),
      token_endpoint: at('/oidc/token'),
      jwks_uri: at('/oidc/jwks'),
      end_session_endpoint: at('/oidc/session/end'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    };
  }

  function authorize(request: IncomingMessage, response: ServerResponse, asked: URLSearchParams): void {
    const session = sessions.get(cookieOf(request));
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('state', asked.get('state') ?? '');
    back.searchParams.set('iss', issuer.issuer);
    if (session === undefined && asked.get('prompt') !== 'none') return send(response, 200, { page: 'sign in' });
    if (session === undefined) back.searchParams.set('error', 'login_required');
    else {
      const code = random();
      codes.set(code, {
        ...{ session, app: asked.get('client_id') as AppName, redirectUri: asked.get('redirect_uri') ?? '' },
        ...{ challenge: asked.get('code_challenge') ?? '', nonce: asked.get('nonce') },
      });
      back.searchParams.set('code', code);
    }
    response.writeHead(303, { location: back.href }).end();
  }

  function endSession(request: IncomingMessage, response: ServerResponse, asked: URLSearchParams): void {
    sessions.delete(cookieOf(request));
    const back = new URL(asked.get('post_logout_redirect_uri') ?? '');
    back.searchParams.set('state', asked.get('state') ?? '');
    response.writeHead(303, { location: back.href, 'set-cookie': 'op_session=; path=/; max-age=0' }).end();
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await bodyOf(request));
    const kind = form.get('grant_type') ?? '';
    issuer.asked.push(kind);
    const meddled = (await issuer.meddle?.(kind)) ?? null;
    if (meddled !== null) return send(response, meddled, { error: 'server_error' });
    const [id = '', secret = ''] = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64')
      .toString()
      .split(':')
      .map(decodeURIComponent);
    if (secret !== clientSecretOf(internalSecret, id as AppName))
      return send(response, 401, { error: 'invalid_client' });
    const grant = kind === 'refresh_token' ? takeRefresh(form) : takeCode(form);
    if (grant === undefined || grant.app !== id) return send(response, 400, { error: 'invalid_grant' });
    const refresh = random();
    refreshable.set(refresh, grant);
    return send(response, 200, {
      ...{ access_token: random(), token_type: 'Bearer', expires_in: issuer.accessSeconds, refresh_token: refresh },
      id_token: await make(grant.app, idToken(grant), spoilIdToken),
    });
  }

  function takeCode(form: URLSearchParams): Grant | undefined {
    const grant = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    return grant?.challenge === challenge && grant.redirectUri === form.get('redirect_uri') ? grant : undefined;
  }

  function takeRefresh(form: URLSearchParams): Grant | undefined {
    const used = form.get('refresh_token') ?? '';
    const grant = refreshable.get(used);
    refreshable.delete(used);
    return grant !== undefined && [...sessions.values()].includes(grant.session) ? grant : undefined;
  }

  function idToken({ app, session, nonce }: Grant): Draft {
    const { sub, sid, name, signIn } = session;
    const claims = { iss: issuer.issuer, aud: app, sub, sid, name, sign_in: signIn, iat: now(), exp: now() + 3600 };
    return { header: { alg: 'RS256', kid: 'one' }, claims: nonce === null ? claims : { ...claims, nonce } };
  }

  const issuer: OidcIssuer = {
    inside: `http://127.0.0.1:${port}`,
    issuer: 'http://federation.rose.localhost',
    begin(given) {
      const cookie = random();
      sessions.set(cookie, { sid: random(), signIn: randomUUID(), name: 'Somebody', ...given });
      return cookie;
    },
    end: (cookie) => void sessions.delete(cookie),
    find: (cookie) => sessions.get(cookie),
    lie: (spoil) => (spoilIdToken = spoil),
    meddle: null,
    async logoutToken(app, about, spoil) {
      const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
      const claims = { iss: issuer.issuer, aud: app, iat: now(), exp: now() + 120, jti: random(), events, ...about };
      return make(app, { header: { alg: 'RS256', kid: 'one', typ: 'logout+jwt' }, claims }, spoil ?? null);
    },
    asked: [],
    accessSeconds: 3600,
    stop: () => closeServer(server),
  };
  return issuer;
}

function cookieOf(request: IncomingMessage): string {
  return /(?:^|; )op_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
