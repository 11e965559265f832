import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import { seedDemo } from '../../dev/demo/seed-demo.js';
import type { Stores } from '../../dev/runner/with-stores.js';
import { clientSecretOf } from '../../infrastructure/oidc/first-party.js';
import { Visitor } from '../../testing/visitor.js';
import { startChild, type Child } from '../compose/child.js';
import { cores } from '../compose/cores.js';
import { serviceEnv, settingsFile } from '../compose/house.js';
import type { Ground } from './ask-provider.js';
import { bareSite } from './bare-site.js';
import { newestCode } from '../../testing/newest-code.js';
import { follow, type Street } from './street.js';

const blog = 'https://blog.rose.localhost';
const federation = 'https://federation.rose.localhost';

/** A provider, a site, and a browser that is signed in at both. */
export interface Side {
  ground: Ground;
  street: Street;
  site: Child;
  /** All that takes part, but for the database and Redis. */
  processes: Child[];
}

export interface Rig {
  ours: Side;
  theirs: Side;
}

/** Federation and the blog as in production, and the library with a site that does nothing beside, all in memory. */
export async function withRig<T>(stores: Stores, work: (rig: Rig) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rose-bench-'));
  const started: Child[] = [];
  const start = async (script: string, env: Record<string, string>) => {
    const child = await startChild({ script, core: cores?.measured, env });
    started.push(child);
    return child;
  };
  try {
    await seedDemo(stores.databaseUrl);
    const env: Record<string, string> = {
      ...serviceEnv(stores, await settingsFile(folder)),
      MEDIA_DIR: folder,
      NODE_ENV: 'test',
    };
    const provider = await start(mainOf('federation'), env);
    const inside = `federation=http://127.0.0.1:${provider.publicPort}`;
    const site = await start(mainOf('blog'), { ...env, PUBLIC_URLS_INSIDE: inside });
    const script = fileURLToPath(new URL('./children/bare.js', import.meta.url));
    const bare = await start(script, { DATABASE_URL: stores.databaseUrl, REDIS_URL: stores.redisUrl });
    const secret = clientSecretOf(env['INTERNAL_SECRET'] ?? '', 'blog');
    return await work({
      ours: await ourSide(provider, site, stores.databaseUrl, secret),
      theirs: await bareSide(bare),
    });
  } finally {
    await Promise.all(started.map((child) => child.stop()));
    await rm(folder, { recursive: true });
  }
}

const mainOf = (app: string) => join(rootFolder, app, 'dist', 'main.js');

async function ourSide(provider: Child, site: Child, databaseUrl: string, secret: string): Promise<Side> {
  const portOf = ({ hostname }: URL) => (hostname.startsWith('blog') ? site : provider).publicPort;
  const browser = new Visitor((url) => `http://127.0.0.1:${portOf(url)}`);
  // It makes its keys with the first question, for which no site would wait on a busy machine.
  await browser.open(`${federation}/.well-known/openid-configuration`);
  const asked = await browser.open(`${blog}/auth/login?next=/archive/`);
  const code = await browser.open(asked.url, { form: { email: 'member@rose-ash.test' } });
  const back = await browser.open(code.url, { form: { code: await newestCode(databaseUrl) } });
  if (new URL(back.url).origin !== blog || browser.cookie(federation, '__Host-op_session') === undefined) {
    throw new Error(`nobody was signed in; the way ended at ${back.url}`);
  }
  const forget = () => {
    for (const name of ['__Host-sid', 'sso_tried']) browser.dropCookie(blog, name);
  };
  return {
    ...{ site, processes: [provider, site] },
    street: { browser, start: `${blog}/`, callback: `${blog}/auth/callback`, forget },
    ground: {
      ...{ port: provider.publicPort, issuer: federation, paths: { auth: '/oidc/auth', token: '/oidc/token' } },
      cookie: cookiesOf(browser, federation, '__Host-op_session'),
      client: { id: 'blog', secret, redirectUri: `${blog}/auth/callback` },
    },
  };
}

async function bareSide(bare: Child): Promise<Side> {
  const [site, issuer] = [bare.publicPort, bare.internalPort].map((port) => `http://127.0.0.1:${port}`) as [
    string,
    string,
  ];
  const browser = new Visitor(({ origin }) => origin);
  const street = { browser, start: `${site}/`, callback: `${site}/cb`, forget: () => undefined };
  await follow(street, `${site}/sign-in`);
  return {
    ...{ site: bare, processes: [bare], street },
    ground: {
      ...{ port: bare.internalPort, issuer, paths: { auth: '/auth', token: '/token' } },
      cookie: cookiesOf(browser, issuer, '_session'),
      client: { ...bareSite, redirectUri: street.callback },
    },
  };
}

function cookiesOf(browser: Visitor, origin: string, name: string): string {
  const pairs = [name, `${name}.sig`].map((one) => `${one}=${browser.cookie(`${origin}/`, one) ?? ''}`);
  return pairs.join('; ');
}
