// What signing in costs at the least: oidc-provider with its own memory, and a client that does nothing beside. And what
// knowing somebody costs at the least: one value of Redis and one row.
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import * as library from 'openid-client';
import pg from 'pg';
import { loadLibrary } from '../../../infrastructure/oidc/provider/load-library.js';
import { newKey } from '../../../testing/oidc-issuer/signing.js';
import { exportJWK } from 'jose';
import { bareSite } from '../bare-site.js';

const { secret } = bareSite;
const listeners: { issuer?: RequestListener; site?: RequestListener } = {};
const issuerPort = await listen((request, response) => listeners.issuer?.(request, response));
const sitePort = await listen((request, response) => listeners.site?.(request, response));
const issuer = `http://127.0.0.1:${issuerPort}`;
const site = `http://127.0.0.1:${sitePort}`;

listeners.issuer = await openIssuer();
listeners.site = await openSite();
process.on('disconnect', () => process.exit(0));
process.send?.({ kind: 'ready', publicPort: sitePort, internalPort: issuerPort });

function listen(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function openIssuer(): Promise<RequestListener> {
  // It warns of the memory that it is here for.
  console.warn = () => undefined; // eslint-disable-line no-console -- nobody here is to be warned
  const { Provider } = await loadLibrary();
  const key = await newKey('one');
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: bareSite.id, client_secret: secret, redirect_uris: [`${site}/cb`] },
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(key.privateKey)), kid: 'one', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [secret] },
    features: { devInteractions: { enabled: false } },
    responseTypes: ['code'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    interactions: { url: (_ctx, { uid }) => `/sign-in/${uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    async loadExistingGrant({ oidc }) {
      const known = oidc.session?.grantIdFor(bareSite.id);
      if (known !== undefined) return oidc.provider.Grant.find(known);
      const grant = new oidc.provider.Grant({ clientId: bareSite.id, accountId: oidc.session?.accountId ?? '' });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  return (request, response) => {
    if (!request.url?.startsWith('/sign-in/')) return void answer(request, response);
    return void provider.interactionFinished(request, response, { login: { accountId: 'somebody' } });
  };
}

async function openSite(): Promise<RequestListener> {
  const provider = await library.discovery(new URL(issuer), bareSite.id, secret, library.ClientSecretBasic(secret), {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- on loopback
    execute: [library.enableNonRepudiationChecks, library.allowInsecureRequests],
  });
  const begun = new Map<string, { nonce: string; verifier: string }>();
  const redis = new Redis(process.env['REDIS_URL'] ?? '');
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] ?? '', max: 8 });
  await redis.set('somebody', 'one');

  async function begin(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [state, nonce, verifier] = [library.randomState(), library.randomNonce(), library.randomPKCECodeVerifier()];
    begun.set(state, { nonce, verifier });
    const challenge = await library.calculatePKCECodeChallenge(verifier);
    const url = library.buildAuthorizationUrl(provider, {
      ...{ redirect_uri: `${site}/cb`, scope: 'openid', state, nonce },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
      ...(request.url === '/' ? { prompt: 'none' } : {}),
    });
    response.writeHead(303, { location: url.href }).end();
  }

  async function comeBack(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', site);
    const state = url.searchParams.get('state') ?? '';
    const { nonce, verifier } = begun.get(state) ?? { nonce: '', verifier: '' };
    begun.delete(state);
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
    const granted = await library.authorizationCodeGrant(provider, url, checks);
    response.writeHead(303, { location: '/', 'set-cookie': `sid=${granted.claims()?.sub}; Path=/` }).end();
  }

  async function know(response: ServerResponse): Promise<void> {
    const [, { rowCount }] = await Promise.all([redis.get('somebody'), pool.query('select id from members limit 1')]);
    response.writeHead(303, { location: `/?${rowCount}` }).end();
  }

  return (request, response) => {
    const { pathname } = new URL(request.url ?? '', site);
    const done =
      pathname === '/cb'
        ? comeBack(request, response)
        : pathname === '/known'
          ? know(response)
          : begin(request, response);
    done.catch((error: unknown) => response.writeHead(500).end(String(error)));
  };
}
