import { expect, test } from '@jest/globals';
import type { Bench } from './bench.js';
import { runBenches } from './run-benches.js';
import { median, perSecond, sideBySide } from './side-by-side.js';

const bench = (ratio: number, aim: number | null): Bench => ({
  name: 'till',
  about: 'measures the till',
  run: async () => [
    {
      ...{ name: 'sales', unit: 'per second', figure: 1234.56 * ratio, ratio, aim },
      yardstick: { name: 'a calm till', figure: 1234.56 },
    },
  ],
});

async function run(one: Bench, ...args: string[]) {
  const out: string[] = [];
  const world = { stdout: { write: (text: string) => out.push(text) }, stderr: { write: () => true } };
  const code = await runBenches(args, world, [one]);
  return { code, out: out.join('') };
}

test('a figure stands beside its yardstick, with the ratio and the aim', async () => {
  const { code, out } = await run(bench(0.6, 0.5));
  expect(code).toBe(0);
  expect(out).toContain('\n  sales: 741 per second; a calm till: 1,235; ratio 0.60, aim 0.5: reached\n');
  expect((await run(bench(0.4, 0.5))).out).toContain('aim 0.5: MISSED');
  expect((await run(bench(0.004, null))).out).toContain('sales: 4.94 per second; a calm till: 1,235; ratio 0.00\n');
});

test('--json is one line', async () => {
  const { out } = await run(bench(0.5, 0.5), '--json', '--seed', '1');
  expect(JSON.parse(out)).toMatchObject({
    command: 'bench',
    results: [{ name: 'till', figures: [{ name: 'sales', ratio: 0.5, aim: 0.5, yardstick: { figure: 1234.56 } }] }],
  });
});

test('rounds are taken in turns, the first of each warms up, and the median counts', async () => {
  const taken: string[] = [];
  const round = (name: string, numbers: number[]) => async () => {
    taken.push(name);
    return numbers.shift()!;
  };
  const found = await sideBySide(3, round('a', [9_999, 5, 1, 3]), round('b', [0, 10, 30, 20]), () => undefined);
  expect(taken.join('')).toBe('abbaabba');
  expect(found).toEqual({ ours: 3, theirs: 20 });
  expect(median([1, 2, 3, 10])).toBe(2.5);
});

test('so many at once are counted together', async () => {
  let atOnce = 0;
  let most = 0;
  const found = await perSecond(4, 30, async () => {
    most = Math.max(most, (atOnce += 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
    atOnce -= 1;
  });
  expect(most).toBe(4);
  expect(found).toBeGreaterThan(0);
});
