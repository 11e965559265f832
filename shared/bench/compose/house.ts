import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appNames, type AppName } from '../../contracts/apps.js';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import { seedDemo } from '../../dev/demo/seed-demo.js';
import type { Stores } from '../../dev/runner/with-stores.js';
import { startChild, type Child } from './child.js';
import { cores } from './cores.js';

/** The site's name in the Host header of every question. */
export const siteHost = 'blog.rose.localhost';

/** Who stands beside the blog that is measured. */
export interface Neighbours {
  others: readonly Child[];
  /** One more blog, on the same core, with this in its environment; it waits for every fragment. */
  openBlog(env: Record<string, string>): Promise<Child>;
}

/**
 * The blog as in production, with the demo's content, and the five others beside it.
 *
 * @param fill puts more into the database, after the demo.
 */
export async function withHouse<T>(
  stores: Stores,
  work: (blog: Child, neighbours: Neighbours) => Promise<T>,
  fill: (databaseUrl: string) => Promise<unknown> = async () => undefined,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rose-bench-'));
  const started: Child[] = [];
  try {
    await seedDemo(stores.databaseUrl);
    await fill(stores.databaseUrl);
    const env = { ...serviceEnv(stores, await settingsFile(folder)), MEDIA_DIR: folder };
    const start = async (name: AppName, core: string | undefined, internalUrls = '', more = {}) => {
      const script = join(rootFolder, name, 'dist', 'main.js');
      const child = await startChild({
        script,
        core,
        env: { ...env, INTERNAL_URLS: internalUrls || `${name}=http://127.0.0.1:1`, ...more },
      });
      started.push(child);
      return child;
    };
    const others: Child[] = [];
    const urls: string[] = [];
    for (const name of appNames.filter((one) => one !== 'blog')) {
      const child = await start(name, cores?.rest);
      others.push(child);
      urls.push(`${name}=http://127.0.0.1:${child.internalPort}`);
    }
    const openBlog = async (more: Record<string, string>) =>
      start('blog', cores?.measured, urls.join(), { ROSE_CONFIG: await settingsFile(folder, true), ...more });
    return await work(await start('blog', cores?.measured, urls.join()), { others, openBlog });
  } finally {
    await Promise.all(started.map((child) => child.stop()));
    await rm(folder, { recursive: true });
  }
}

/**
 * As production has it, except that one address may ask as often as it likes, and each request is still counted.
 *
 * @param isPatient pages also wait for every fragment, so that none is left out when the machine is busy.
 */
export async function settingsFile(folder: string, isPatient = false): Promise<string> {
  const usual = await readFile(join(rootFolder, '_config', 'app-config.yaml'), 'utf8');
  const path = join(folder, isPatient ? 'patient.yaml' : 'app-config.yaml');
  const endless = usual.replace(/((?:flood|signIns):\s+requests:) \d+/g, '$1 1000000000');
  await writeFile(path, isPatient ? endless.replace(/(deadlineMs|budgetMs): \d+/g, '$1: 5000') : endless);
  return path;
}

export function serviceEnv({ databaseUrl, redisUrl }: Stores, settings: string): Record<string, string> {
  const secret = () => randomBytes(32).toString('hex');
  return {
    ...{ ROLE: 'web', LISTEN_HOST: '127.0.0.1', LISTEN_PORT: '0', INTERNAL_PORT: '0', PUBLIC_SCHEME: 'https' },
    ...{ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, REDIS_PREFIX: 'bench', ROSE_CONFIG: settings },
    ...{ SECRET_KEY: secret(), INTERNAL_SECRET: secret() },
  };
}
