import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createDatabase } from '../../dev/database/create-database.js';
import type { Stores } from '../../dev/runner/with-stores.js';
import { migrate } from '../../infrastructure/db/migrate.js';
import { startGhostServer } from '../../testing/ghost-server/start-ghost-server.js';
import type { Tally } from '../compose/stage.js';
import { memoryOf, type Memory } from '../process-memory.js';

const rose = fileURLToPath(new URL('../../cli/main.js', import.meta.url));
const lookEveryMs = 100;
/**
 * Node lets garbage lie as long as the machine has room, which hides what is kept: it is given this much room for what
 * outlives a page, and whoever keeps a page of posts after another does not come to an end in it.
 */
const oldSpaceMb = 96;
/** Ten times as many posts may at most fill that room. */
const mostGrowthMb = oldSpaceMb;
/** And once it is filled, in the first half, nothing more is taken: what the collector leaves lying is about so much. */
const mostLateGrowthMb = 32;
/** So many posts do fill it. */
const fillsTheRoom = 2_000;

/** First readings of Ghosts of two sizes, each by a process of its own whose memory is watched. */
export async function drillImport(
  stores: Stores,
  { count, say }: { count: Tally; say: (what: string) => void },
  sizes: readonly [number, number],
): Promise<void> {
  count.promise('memory grew with the Ghost', 'memory grew on to the end', 'posts not brought over');
  const peaks: number[] = [];
  for (const size of sizes) {
    say(`reading ${size} posts for the first time`);
    const { added, peakMb, lateGrowthMb, seconds } = await readOnce(stores, size);
    count.measure(`MB at the peak of ${size} posts`, peakMb);
    count.measure(`seconds for ${size} posts`, seconds);
    if (size >= fillsTheRoom) tellLate(count, lateGrowthMb);
    if (added !== size) count.break('posts not brought over', `${added} of ${size}`);
    peaks.push(peakMb);
  }
  const growth = (peaks[1] ?? 0) - (peaks[0] ?? 0);
  count.measure('MB more for the larger', growth);
  if (growth > mostGrowthMb) count.break('memory grew with the Ghost', `by ${Math.round(growth)} MB`);
}

function tellLate(count: Tally, mb: number): void {
  count.measure('MB more in the last quarter of the larger than in its second', mb);
  if (mb > mostLateGrowthMb) count.break('memory grew on to the end', `by ${Math.round(mb)} MB`);
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

interface Watched {
  added: number;
  peakMb: number;
  /** By how much the most memory of the last quarter is above that of the second. */
  lateGrowthMb: number;
  seconds: number;
}

async function watched(env: Record<string, string>): Promise<Watched> {
  const began = performance.now();
  const child = spawn(process.execPath, [`--max-old-space-size=${oldSpaceMb}`, rose, 'ghost', 'sync', '--json'], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const looks: Memory[] = [];
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
  const timer = setInterval(() => void memoryOf(child.pid).then((memory) => memory && looks.push(memory)), lookEveryMs);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  const report = JSON.parse(said || '{}') as { posts?: { added: number } };
  const most = (from: number, to: number) =>
    Math.max(0, ...looks.slice(from * looks.length, to * looks.length).map(({ nowMb }) => nowMb));
  return {
    added: report.posts?.added ?? 0,
    peakMb: looks.at(-1)?.peakMb ?? 0,
    lateGrowthMb: most(0.75, 1) - most(0.25, 0.5),
    seconds: (performance.now() - began) / 1000,
  };
}
