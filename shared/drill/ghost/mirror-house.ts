import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { rootFolder } from '../../dev/data-dir/root-folder.js';
import { addWebhook } from '../../testing/ghost-server/ask-ghost.js';
import { startGhostServer, type GhostServer } from '../../testing/ghost-server/start-ghost-server.js';
import { HouseholdProcess } from '../compose/household-process.js';

/** What a Ghost tells of by itself. */
const events = [
  'site.changed',
  ...['post', 'page', 'tag', 'member'].flatMap((kind) =>
    ['added', 'edited', 'deleted'].map((what) => `${kind}.${what}`),
  ),
];

/** A Ghost, the blog that hears of it, and the worker that reads it and may be killed. */
export interface MirrorHouse {
  ghost: GhostServer;
  worker: HouseholdProcess;
  rows: <R extends object>(sql: string) => Promise<R[]>;
  stop: () => Promise<void>;
}

/** Longer than the editor waits between two acts, and far less than the minute that a reading looks back. */
export const longestLagMs = 30_000;

/** How Ghosts write their logs: late and out of order, late, at once. */
const latenesses = [
  { actionLagMs: longestLagMs, actionsDated: 'done' },
  { actionLagMs: 3_000, actionsDated: 'seen' },
  { actionLagMs: 0 },
] as const;

/** `fill` is what the Ghost holds when it is read for the first time. */
export async function openMirror(
  databaseUrl: string,
  redisUrl: string,
  seed: number,
  fill: (ghost: GhostServer) => void,
): Promise<MirrorHouse> {
  const ghost = await startGhostServer({ seed, at: '2026-11-20T10:00:00Z', ...latenesses[seed % latenesses.length] });
  fill(ghost);
  const folder = await mkdtemp(join(tmpdir(), 'rose-drill-'));
  const env = await envOf(databaseUrl, redisUrl, ghost, { folder, prefix: `drill-${seed}` });
  const web = new HouseholdProcess('the blog', ['blog'], { ...env, ROLE: 'web' });
  const worker = new HouseholdProcess('its worker', ['blog'], { ...env, ROLE: 'worker' });
  const database = new Client({ connectionString: databaseUrl });
  const stop = async () => {
    ghost.webhooks.forget();
    await Promise.all([web.stop(), worker.stop()]);
    await database.end();
    await ghost.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await database.connect();
    const { blog } = await web.ready();
    await worker.ready();
    const target = `http://127.0.0.1:${blog?.open ?? 0}/webhooks/ghost`;
    for (const event of events) await addWebhook(ghost, event, target, env['GHOST_WEBHOOK_SECRET']);
    return { ghost, worker, stop, rows: async (sql) => (await database.query(sql)).rows as never };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function envOf(
  databaseUrl: string,
  redisUrl: string,
  ghost: GhostServer,
  { folder, prefix }: { folder: string; prefix: string },
): Promise<Record<string, string>> {
  // The Ghost knows the blog by an address without a name.
  const settings = await readFile(join(rootFolder, '_config', 'app-config.yaml'), 'utf8');
  const file = join(folder, 'app-config.yaml');
  await writeFile(file, settings.replace(/^ {2}blog: \[\]$/m, '  blog: ["127.0.0.1"]'));
  return {
    ...{
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      LISTEN_PORT: '0',
      INTERNAL_PORT: '0',
      MEDIA_DIR: join(folder, 'media'),
    },
    ...{ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, REDIS_PREFIX: prefix, ROSE_CONFIG: file },
    ...{ GHOST_URL: ghost.origin, GHOST_ADMIN_API_KEY: ghost.key.whole, GHOST_SYNC_SECONDS: '1' },
    GHOST_WEBHOOK_SECRET: randomBytes(32).toString('hex'),
    SECRET_KEY: randomBytes(32).toString('hex'),
    INTERNAL_SECRET: randomBytes(32).toString('hex'),
  };
}
