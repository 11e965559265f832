import { expect, test } from '@jest/globals';
import type { Drill, Outcome } from './drill.js';
import { runDrills } from './run-drills.js';

const drill = (name: string, broken: Record<string, number>, examples: string[] = []): Drill => ({
  name,
  about: `drills the ${name}`,
  run: async ({ seed }): Promise<Outcome> => ({ tried: { orders: 4_000, seed }, broken, examples }),
});

async function run(drills: Drill[], ...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const world = {
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  };
  const code = await runDrills(args, world, drills);
  return { code, out: out.join(''), err: err.join('') };
}

const fine = drill('till', { lost: 0, oversold: 0 });
const broken = drill('stock', { lost: 0, oversold: 2 }, ['oversold: the last loaf']);

test('every drill is run, and says what was tried and what came of it', async () => {
  const { code, out } = await run([fine, broken], '--seed', '7');
  expect(code).toBe(1);
  expect(out.replace(/\d+\.\d s/g, 'N s')).toBe(
    `seed 7

till: held in N s
  tried: 4,000 orders, 7 seed
  came out: 0 lost, 0 oversold

stock: BROKE ITS PROMISE in N s
  tried: 4,000 orders, 7 seed
  came out: 0 lost, 2 oversold
    oversold: the last loaf
`,
  );
});

test('one can be chosen, and the exit code is about what was run', async () => {
  expect(await run([fine, broken], '--only', 'till')).toMatchObject({ code: 0 });
  expect(await run([fine, broken], '--only', 'stock')).toMatchObject({ code: 1 });
});

test('an act can be chosen, and is no drill of its own when none is', async () => {
  const acts = [drill('bakery/oven', { burnt: 1 }), drill('bakery/counter', { lost: 0 })];
  const bakery = { ...drill('bakery', { burnt: 1, lost: 0 }), acts };
  const { code, out } = await run([bakery], '--only', 'bakery/counter');
  expect(code).toBe(0);
  expect(out).toContain('bakery/counter: held');
  expect((await run([bakery])).out.match(/in \d+\.\d s/g)).toHaveLength(1);
  expect((await run([bakery], '--only', 'bakery/over')).err).toContain('did you mean bakery/oven?');
  expect((await run([bakery], '--help')).out).toContain('  bakery/oven     drills the bakery/oven\n');
});

test('--json is one line, last on stdout', async () => {
  const { out } = await run([fine, broken], '--json', '--seed', '7');
  const { command, seed, results } = JSON.parse(out.trimEnd().split('\n').at(-1)!);
  expect([command, seed]).toEqual(['drill', 7]);
  expect(results).toMatchObject([
    { name: 'till', held: true, tried: { orders: 4_000 }, broken: { lost: 0, oversold: 0 } },
    { name: 'stock', held: false, examples: ['oversold: the last loaf'] },
  ]);
  expect(out.trimEnd().split('\n')).toHaveLength(1);
});

test('what it does not know is one sentence', async () => {
  const says = async (...args: string[]) => (await run([fine, broken], ...args)).err;
  expect(await says('--only', 'tull')).toBe('There is no drill called tull; did you mean till?\n');
  expect(await says('--only', 'everything')).toBe('There is no drill called everything; there are: till, stock.\n');
  expect(await says('--onyl')).toBe(`Unknown option '--onyl'; npm run drill -- --help lists what it knows.\n`);
  expect(await says('--seed', 'x')).toBe('--seed is a whole number, such as the one a run prints; x is none.\n');
  expect(await run([fine], '--only', 'tull')).toMatchObject({ code: 1, out: '' });
});

test('--help lists them', async () => {
  const { code, out } = await run([fine, broken], '--help');
  expect(code).toBe(0);
  expect(out).toContain('  till   drills the till\n  stock  drills the stock\n');
});
