import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { withServicesAndBell } from '../../cli/with-services.js';
import type { MemberDto } from '../../contracts/dtos/federation.js';
import type { Services } from '../../contracts/registry.js';
import { operator } from '../../contracts/viewer.js';
import type { AnyApp } from '../../infrastructure/app/define-app.js';
import type { AppRouter } from '../../infrastructure/app/router.js';
import type { Wire } from '../../infrastructure/app/wire.js';
import type { Context } from '../../infrastructure/http/context.js';
import { clientSealer } from '../../infrastructure/oidc/client-secrets.js';
import { firstPartyClients } from '../../infrastructure/oidc/first-party.js';
import { startAppUnderTest, type AppUnderTest } from '../app-under-test.js';
import { eventually } from '../eventually.js';
import { registerAll } from './register-all.js';
import type { TestClient } from './code-flow.js';
import { openRelyingParties, type RelyingParties } from './relying-parties.js';
import { Visitor } from './visitor.js';

/** The app that is the provider, with members, clients and the sites of those. */
export interface ProviderUnderTest {
  app: AppUnderTest;
  sites: RelyingParties;
  fern: MemberDto;
  moth: MemberDto;
  /** Two of our own. */
  blog: TestClient;
  market: TestClient;
  /** Two of others: one that is told of sign-outs, and one that is not. */
  tools: TestClient;
  other: TestClient;
  visitor(): Visitor;
  fill<T>(work: (services: Services) => Promise<T>): Promise<T>;
  /** Checks signature, issuer and audience. */
  verify(token: string, client: TestClient): Promise<JWTPayload>;
  stop(): Promise<void>;
}

export interface ProviderRoom {
  app: AnyApp;
  wire: Wire;
  /** How the app's own pages say who somebody is. */
  finishSignIn: (ctx: Context, memberId: string) => Promise<void>;
}

export interface ProviderOptions {
  env?: Record<string, string>;
}

/** Starts it, with a page that believes whoever says who they are. */
export async function startProviderUnderTest(
  { app: plain, wire, finishSignIn }: ProviderRoom,
  { env = {} }: ProviderOptions = {},
): Promise<ProviderUnderTest> {
  const sites = await openRelyingParties();
  const believing = (router: AppRouter) => {
    router.get('/sign-in/:uid', (ctx) => finishSignIn(ctx, String(ctx.query['as'])));
  };
  const room = { ...plain, routes: [believing, ...plain.routes] };
  const settings = { PUBLIC_PORT: String(sites.port), OIDC_ALLOW_PRIVATE_HOSTS: '127.0.0.1', ...env };
  const app = await startAppUnderTest(room, wire, { env: settings });
  await eventually(
    () => app.ask('/readyz'),
    ({ status }) => status === 200,
  );
  const { redisUrl: REDIS_URL, redisPrefix: REDIS_PREFIX } = app.config;
  const bellEnv = { DATABASE_URL: app.databaseUrl, REDIS_URL, REDIS_PREFIX };
  const fill = <T>(work: (services: Services) => Promise<T>) => withServicesAndBell(app.databaseUrl, bellEnv, work);
  const [fern, moth] = await fill((services) => registerAll(services, ['fern', 'moth']));
  const site = `http://127.0.0.1:${sites.port}`;
  const tools = await addClient(app, fill, `${site}/tools`, `${site}/tools/logout`);
  const other = await addClient(app, fill, `${site}/other`, null);
  return {
    ...{ app, sites, fern, moth, tools, other, fill },
    blog: ownClient(app, 'blog'),
    market: ownClient(app, 'market'),
    visitor: () => new Visitor(app),
    async verify(token, client) {
      const keys = createLocalJWKSet((await app.ask('/oidc/jwks')).json() as Parameters<typeof createLocalJWKSet>[0]);
      const expected = { issuer: app.config.urls.federation, audience: client.id };
      return (await jwtVerify(token, keys, expected)).payload;
    },
    async stop() {
      await app.stop();
      await sites.close();
    },
  };
}

function ownClient({ config }: AppUnderTest, name: string): TestClient {
  const client = firstPartyClients(config).find(({ id }) => id === name);
  if (client === undefined) throw new Error(`${name} is none of ours`);
  return client;
}

async function addClient(
  { config }: AppUnderTest,
  fill: ProviderUnderTest['fill'],
  site: string,
  backchannelLogoutUri: string | null,
): Promise<TestClient> {
  const id = randomUUID();
  const secret = `secret-of-${id}`;
  const redirectUri = `${site}/callback`;
  const saved = await fill(({ federation }) =>
    federation.addClient(operator, {
      ...{ id, name: `The ${site.split('/').at(-1)} library`, redirectUris: [redirectUri], backchannelLogoutUri },
      ...{ postLogoutRedirectUris: [`${site}/bye`], authMethod: 'client_secret_basic' },
      sealedSecret: clientSealer(config).seal(secret, id),
    }),
  );
  if (saved.kind !== 'added') throw new Error(JSON.stringify(saved));
  return { id, secret, redirectUri };
}
