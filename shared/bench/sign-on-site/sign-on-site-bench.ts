import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import { seedDemo } from '../../dev/demo/seed-demo.js';
import type { Stage } from '../../dev/runner/run-command-line.js';
import { withStores, type Stores } from '../../dev/runner/with-stores.js';
import { Visitor } from '../../testing/visitor.js';
import type { Bench, Figure } from '../bench.js';
import { startChild, type Child } from '../compose/child.js';
import { cores } from '../compose/cores.js';
import { serviceEnv, settingsFile } from '../compose/house.js';
import { inTurns, median, perSecond, sideBySide } from '../side-by-side.js';
import { newestCode } from './newest-code.js';

export interface Effort {
  rounds: number;
  /** Silent sign-ons in a round, one after another. */
  times: number;
  /** How long a round of requests takes, in ms. */
  roundMs: number;
}

const fullEffort: Effort = { rounds: 7, times: 40, roundMs: 1_500 };
const connections = 8;
const blog = 'https://blog.rose.localhost';
const federation = 'https://federation.rose.localhost';

/** A site, with a browser that is signed in at its provider. */
interface Street {
  browser: Visitor;
  start: string;
  /** Before each sign-on: the site must not know the browser. */
  forget: () => void;
}

interface Rig {
  ours: Street;
  theirs: Street;
  /** A request of a member, and what knowing them costs at the least. */
  known: { port: number; headers: Record<string, string>; path: string };
  barePort: number;
}

/** What signing in without a click costs, and knowing somebody. */
export function signOnSiteBench(effort = fullEffort): Bench {
  return {
    name: 'sign-on-site',
    about: 'a silent sign-on through a site, and sessions, against bare ones in memory',
    run: (stage) =>
      withStores({ isDurable: true }, (stores) =>
        withRig(stores, async (rig) => [
          await measureSignOn(rig, effort, stage),
          await measureKnowing(rig, effort, stage),
        ]),
      ),
  };
}

async function withRig<T>(stores: Stores, work: (rig: Rig) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rose-bench-'));
  const started: Child[] = [];
  const start = async (script: string, env: Record<string, string>) => {
    const child = await startChild({ script, core: cores?.measured, env });
    started.push(child);
    return child;
  };
  try {
    await seedDemo(stores.databaseUrl);
    const env = { ...serviceEnv(stores, await settingsFile(folder)), MEDIA_DIR: folder, NODE_ENV: 'test' };
    const app = (name: string) => join(rootFolder, name, 'dist', 'main.js');
    const provider = await start(app('federation'), env);
    const inside = `federation=http://127.0.0.1:${provider.publicPort}`;
    const site = await start(app('blog'), { ...env, PUBLIC_URLS_INSIDE: inside });
    const script = fileURLToPath(new URL('./children/bare.js', import.meta.url));
    const bare = await start(script, { DATABASE_URL: stores.databaseUrl, REDIS_URL: stores.redisUrl });
    const ours = await ourStreet(site.publicPort, provider.publicPort, stores.databaseUrl);
    const cookie = `__Host-sid=${ours.browser.cookie(blog, '__Host-sid')}`;
    const known = {
      port: site.publicPort,
      headers: { host: 'blog.rose.localhost', cookie },
      path: '/auth/login?next=/',
    };
    return await work({ ours, theirs: await bareStreet(bare.publicPort), known, barePort: bare.publicPort });
  } finally {
    await Promise.all(started.map((child) => child.stop()));
    await rm(folder, { recursive: true });
  }
}

async function ourStreet(sitePort: number, providerPort: number, databaseUrl: string): Promise<Street> {
  const browser = new Visitor(
    ({ hostname }) => `http://127.0.0.1:${hostname.startsWith('blog') ? sitePort : providerPort}`,
  );
  const asked = await browser.open(`${blog}/auth/login?next=/archive/`);
  const code = await browser.open(asked.url, { form: { email: 'member@rose-ash.test' } });
  const back = await browser.open(code.url, { form: { code: await newestCode(databaseUrl) } });
  if (new URL(back.url).origin !== blog || browser.cookie(federation, '__Host-op_session') === undefined) {
    throw new Error(`nobody was signed in; the way ended at ${back.url}`);
  }
  const forget = () => {
    for (const name of ['__Host-sid', 'sso_tried']) browser.dropCookie(blog, name);
  };
  return { browser, start: `${blog}/`, forget };
}

async function bareStreet(port: number): Promise<Street> {
  const browser = new Visitor(({ origin }) => origin);
  const start = `http://127.0.0.1:${port}/`;
  const begun = await browser.open(`${start}sign-in`, { stay: true });
  await follow(browser, String(begun.headers['location']), `${start}cb`);
  return { browser, start, forget: () => undefined };
}

/** Goes on until the site was told who it is. */
async function follow(browser: Visitor, from: string, callback: string): Promise<void> {
  let url = from;
  for (let hop = 0; hop < 8; hop += 1) {
    const { headers, status, text } = await browser.open(url, { stay: true });
    if (status !== 303 && status !== 302) throw new Error(`${url} answers ${status}: ${text.slice(0, 200)}`);
    if (url.startsWith(callback)) return;
    url = new URL(String(headers['location']), url).href;
  }
  throw new Error('the way never came back to the site');
}

/** Three requests of a browser: the page, the provider, the callback. The median, in ms. */
async function timeSignOns({ browser, start, forget }: Street, times: number): Promise<number> {
  const callback = start.startsWith(blog) ? `${blog}/auth/callback` : `${start}cb`;
  const took: number[] = [];
  for (let n = 0; n < times; n += 1) {
    forget();
    const startedAt = performance.now();
    await follow(browser, start, callback);
    took.push(performance.now() - startedAt);
  }
  return median(took);
}

async function measureSignOn({ ours, theirs }: Rig, { rounds, times }: Effort, { say }: Stage): Promise<Figure> {
  const found = await inTurns(
    rounds,
    () => timeSignOns(ours, times),
    () => timeSignOns(theirs, times),
    (what) => say(`silent sign-on, ${what}`),
  );
  const [figure, yardstick] = [1_000 / median(found.ours), 1_000 / median(found.theirs)];
  return {
    name: 'silent sign-ons by one browser, from the median of each',
    ...{ unit: 'per second', figure, yardstick: { name: 'a bare provider in memory', figure: yardstick } },
    ...{ ratio: figure / yardstick, aim: 1 / 3 },
  };
}

async function measureKnowing({ known, barePort }: Rig, { rounds, roundMs }: Effort, { say }: Stage): Promise<Figure> {
  const [site, bare] = [known.port, barePort].map((port) => new Pool(`http://127.0.0.1:${port}`, { connections }));
  const ask = (pool: Pool | undefined, path: string, headers = {}) =>
    perSecond(connections, roundMs, async () => {
      const answer = await pool?.request({ method: 'GET', path, headers });
      await answer?.body.dump();
      if (answer?.statusCode !== 303) throw new Error(`${path} answers ${answer?.statusCode}`);
    });
  try {
    const found = await sideBySide(
      rounds,
      () => ask(site, known.path, known.headers),
      () => ask(bare, '/known'),
      (what) => say(`knowing somebody, ${what}`),
    );
    return {
      name: 'requests of a member, answered with nothing but that they are known',
      ...{
        unit: 'per second',
        figure: found.ours,
        yardstick: { name: 'one value of Redis, one row', figure: found.theirs },
      },
      ...{ ratio: found.ours / found.theirs, aim: null },
    };
  } finally {
    await Promise.all([site?.close(), bare?.close()]);
  }
}
