import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { waitUntil } from '../../dev/process/wait-until.js';
import { Watcher } from '../log/watcher.js';
import { nameOfLoaf } from './edit.js';
import { settle, untilAllShow, type Play } from './stage.js';

const notSeen = 'edits of killed processes not seen';
const entry = fileURLToPath(new URL('./editor.js', import.meta.url));
const withinMs = 10_000;
const quietTasksMs = 30_000;
const left = `select count(*) as number from ap_activity_tasks where state = 'new'`;

/** Whoever edits is killed after the commit and before anybody is told: the built-in task tells them. */
export async function drillKilledEditor(play: Play, { kills }: { kills: number }): Promise<void> {
  const { house, count, say } = play;
  count.promise(notSeen);
  const worker = house.start('the market’s worker', ['market'], { ROLE: 'worker' });
  const watcher = new Watcher(house.databaseUrl);
  try {
    await worker.ready();
    for (let at = 1; at <= kills; at += 1) {
      say(`an editor killed, ${at} of ${kills}`);
      await settle(play);
      // What the worker still has to say of earlier edits would say this one as well.
      const tasksOfMarket = `${left} and app = 'market'`;
      await waitUntil(async () => (await watcher.number(tasksOfMarket)) === 0, quietTasksMs);
      const loaf = play.nextLoaf();
      await editAndDie(play, loaf);
      const isThere = await watcher.number('select count(*) as number from products where name = $1', [
        nameOfLoaf(loaf),
      ]);
      if (isThere !== 1) throw new Error(`the editor of loaf ${loaf} died before its commit`);
      const began = performance.now();
      if (!(await untilAllShow(play, loaf, withinMs))) count.break(notSeen, `loaf ${loaf} after ${withinMs} ms`);
      const longest = 'ms until the edit of a killed process was seen';
      count.measure(longest, Math.max(count.tried[longest] ?? 0, performance.now() - began));
      count.try('editors killed');
    }
  } finally {
    await watcher.close();
  }
}

async function editAndDie({ house: { env } }: Play, loaf: number): Promise<void> {
  const child = spawn(process.execPath, ['--enable-source-maps', entry, String(loaf)], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error(`the editor was not killed but ended with ${code}`);
}
