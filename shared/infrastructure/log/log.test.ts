import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { createLog } from './log.js';

const options = { service: 'blog', role: 'web', version: '1', level: 'info' } as const;

test('each line says when it was, to the millisecond', async () => {
  const lines: string[] = [];
  const log = createLog(options, { write: (line) => void lines.push(line) });
  const began = Date.now();
  while (Date.now() - began < 1_100) {
    log.info('x');
    await new Promise((resolve) => setTimeout(resolve, 37));
  }
  const times = lines.map((line) => (JSON.parse(line) as { time: string }).time);
  expect(times.filter((time) => new Date(time).toISOString() !== time)).toEqual([]);
  expect(Date.parse(times[0] ?? '') - began).toBeLessThan(100);
  expect([...times].sort()).toEqual(times);
  expect(new Set(times.map((time) => time.slice(0, 19))).size).toBeGreaterThan(1);
});

/** A process that writes three lines and then ends as told. */
async function endingWith(end: string): Promise<string[]> {
  const script = `
    import { createLog } from ${JSON.stringify(new URL('./log.js', import.meta.url).href)};
    const log = createLog(${JSON.stringify(options)});
    for (const line of ['one', 'two', 'three']) log.info(line);
    ${end}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const out = await text(child.stdout);
  const lines = out.split('\n').filter((line) => line !== '');
  return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
}

test.each([
  '',
  'process.exit(0)',
  'throw new Error("x")',
  'setTimeout(() => process.kill(process.pid, "SIGKILL"), 1000)',
])('nothing that was said is lost when the process ends: %s', async (end) => {
  expect(await endingWith(end)).toEqual(['one', 'two', 'three']);
});
