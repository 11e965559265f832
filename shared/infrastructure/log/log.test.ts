import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterEach, expect, jest, test } from '@jest/globals';
import { createLog } from './log.js';

const options = { service: 'blog', role: 'web', version: '1', level: 'info' } as const;

afterEach(() => {
  jest.useRealTimers();
});

test('each line says when it was, to the millisecond, also where the clock goes back', () => {
  const lines: string[] = [];
  const log = createLog(options, { write: (line) => void lines.push(line) });
  const moments = [
    '2026-11-27T12:00:00.000Z',
    '2026-11-27T12:00:00.007Z',
    '2026-11-27T12:00:00.999Z',
    '2026-11-27T12:00:01.000Z',
    '2026-12-31T23:59:59.120Z',
    '2026-11-27T12:00:00.030Z',
  ];
  jest.useFakeTimers();
  for (const moment of moments) {
    jest.setSystemTime(new Date(moment));
    log.info('x');
  }
  expect(lines.map((line) => (JSON.parse(line) as { time: string }).time)).toEqual(moments);
});

/** What a process that writes three lines and then does as told leaves behind; one that stays is killed once they are there. */
async function leftBy(then: string): Promise<string[]> {
  const script = `
    import { createLog } from ${JSON.stringify(new URL('./log.js', import.meta.url).href)};
    const log = createLog(${JSON.stringify(options)});
    for (const line of ['one', 'two', 'three']) log.info(line);
    ${then}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push((JSON.parse(line) as { msg: string }).msg);
    if (said.length === 3) child.kill('SIGKILL');
  }
  return said;
}

test.each(['', 'process.exit(0)', 'throw new Error("x")', 'setInterval(() => undefined, 1000)'])(
  'what was said is written, whether the process ends or stays: %s',
  async (then) => {
    expect(await leftBy(then)).toEqual(['one', 'two', 'three']);
  },
);
