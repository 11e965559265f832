import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createDatabase } from '../../dev/database/create-database.js';
import type { Stores } from '../../dev/runner/with-stores.js';
import { migrate } from '../../infrastructure/db/migrate.js';
import { startGhostServer } from '../../testing/ghost-server/start-ghost-server.js';
import type { Tally } from '../compose/stage.js';

const rose = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const lookEveryMs = 100;
/**
 * Node lets garbage lie as long as the machine has room, which hides what is kept: it is given this much room for what
 * outlives a page, and whoever keeps a page of posts after another does not come to an end in it.
 */
const oldSpaceMb = 96;
/** Ten times as many posts may at most fill that room. */
const mostGrowthMb = oldSpaceMb;

/** First readings of Ghosts of two sizes, each by a process of its own whose memory is watched. */
export async function drillImport(
  stores: Stores,
  { count, say }: { count: Tally; say: (what: string) => void },
  sizes: readonly [number, number],
): Promise<void> {
  count.promise('memory grew with the Ghost', 'posts not brought over');
  const peaks: number[] = [];
  for (const size of sizes) {
    say(`reading ${size} posts for the first time`);
    const { added, peakMb, seconds } = await readOnce(stores, size);
    count.measure(`MB at the peak of ${size} posts`, peakMb);
    count.measure(`seconds for ${size} posts`, seconds);
    if (added !== size) count.break('posts not brought over', `${added} of ${size}`);
    peaks.push(peakMb);
  }
  const growth = (peaks[1] ?? 0) - (peaks[0] ?? 0);
  count.measure('MB more for the larger', growth);
  if (growth > mostGrowthMb) count.break('memory grew with the Ghost', `by ${Math.round(growth)} MB`);
}

async function readOnce(stores: Stores, size: number) {
  const databaseUrl = await createDatabase(stores.server, `rose_import_${size}`);
  await migrate(databaseUrl);
  const ghost = await startGhostServer({ seed: size, at: '2026-11-20T10:00:00Z' });
  try {
    for (let index = 0; index < size; index += 1) {
      if (index % 40 === 0) ghost.clock.advance(1_000);
      const [title, text] = [`Post ${index}`, paragraphs(index)];
      ghost.operations.createPost({
        title,
        text,
        status: index % 9 === 0 ? 'draft' : 'published',
        tags: [`Tag ${index % 50}`],
      });
    }
    const env = { DATABASE_URL: databaseUrl, GHOST_URL: ghost.origin, GHOST_ADMIN_API_KEY: ghost.key.whole };
    return await watched(env);
  } finally {
    await ghost.stop();
  }
}

/** About four thousand characters, no two alike. */
function paragraphs(index: number): string {
  const words = `loaf ${index} rises in the oven of the hall while the assembly counts its ladles and the field waits for rain`;
  return Array.from({ length: 12 }, (_, at) => `Paragraph ${at}: ${words}, ${words}, ${words}.`).join('\n\n');
}

async function watched(env: Record<string, string>): Promise<{ added: number; peakMb: number; seconds: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [`--max-old-space-size=${oldSpaceMb}`, rose, 'ghost', 'sync', '--json'], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let [said, peakMb] = ['', 0];
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
  const timer = setInterval(() => {
    void peakOf(child.pid).then((mb) => (peakMb = Math.max(peakMb, mb)));
  }, lookEveryMs);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  const report = JSON.parse(said || '{}') as { posts?: { added: number } };
  return { added: report.posts?.added ?? 0, peakMb, seconds: (performance.now() - began) / 1000 };
}

/** What the kernel counted, so that no peak falls between two looks; 0 when it is over. */
async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}
