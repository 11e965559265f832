import { expect, test } from '@jest/globals';
import { appNames, type AppName } from '../../contracts/apps.js';
import { appCalled } from '../../testing/room-of.js';
import type { Auth } from '../auth/open-auth.js';
import { loadConfig } from '../config/config.js';
import { forMachines, signOutPath } from '../oidc/provider/issuer.js';
import { allRoutes } from './all-routes.js';

const secret = 'x'.repeat(32);
const env = {
  ...{ NODE_ENV: 'test', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', REDIS_URL: 'redis://127.0.0.1:1' },
  ...{ SECRET_KEY: secret, INTERNAL_SECRET: secret },
};

const onEverySite = ['same-origin POST /auth/logout', 'machine POST /auth/backchannel-logout'];

/** Beside those that every site has. Whoever adds one says here which kind it is, and why it may be a machine's. */
const ofOne: Partial<Record<AppName, string[]>> = {
  blog: ['machine POST /webhooks/ghost'],
  account: ['same-origin POST /sessions/:id/end', 'same-origin POST /sessions/end-others'],
  federation: [
    'same-origin POST /connected/:clientId/withdrawal',
    'same-origin POST /consent/:uid',
    'same-origin POST /sign-in/:uid',
    'same-origin POST /sign-in/:uid/code',
    'same-origin POST /sign-in/:uid/join',
    'same-origin POST /sign-in/:uid/leave',
    'same-origin POST /sign-in/:uid/link/:token',
  ],
};

/** What the provider answers itself, below /oidc/: clients authenticate there with secrets and tokens. */
const ofTheProvider = [
  '/.well-known/oauth-authorization-server',
  '/.well-known/openid-configuration',
  '/oidc/jwks',
  '/oidc/me',
  '/oidc/request',
  '/oidc/token',
  '/oidc/token/introspection',
  '/oidc/token/revocation',
];

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

test.each(appNames)('%s: every unsafe route is known, and of which kind it is', async (name) => {
  const app = await appCalled(name);
  const config = loadConfig(name, app.settings, env);
  const { router, machines } = allRoutes(app, { config, auth: {} as Auth });
  const listed = [['same-origin', router] as const, ['machine', machines] as const].flatMap(([kind, { stack }]) =>
    stack.flatMap(({ methods, path }) =>
      methods.filter((method) => !safe.has(method)).map((method) => `${kind} ${method} ${String(path)}`),
    ),
  );
  expect(listed.sort()).toEqual([...onEverySite, ...(ofOne[name] ?? [])].sort());
});

test('the provider’s machines are these, and its sign-out, to which a form from elsewhere may lead only to be asked', () => {
  expect([...forMachines.keys()].sort()).toEqual(ofTheProvider);
  expect(signOutPath).toBe('/oidc/session/end');
});
