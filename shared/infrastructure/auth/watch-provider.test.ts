import { expect, test } from '@jest/globals';
import { watchProvider } from './watch-provider.js';

/** Looks are answered by hand, on a clock that is moved by hand. */
function watched() {
  const looks: ((isThere: boolean | Error) => void)[] = [];
  const clock = { ms: 0 };
  const look = () =>
    new Promise<boolean>((resolve, reject) => {
      looks.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)));
    });
  return { looks, clock, isThere: watchProvider(look, () => clock.ms) };
}

test('one look serves however many ask, and counts for two seconds', async () => {
  const { looks, clock, isThere } = watched();
  const asked = [isThere(), isThere(), isThere()];
  expect(looks).toHaveLength(1);
  looks[0]?.(true);
  expect(await Promise.all(asked)).toEqual([true, true, true]);
  clock.ms = 1_999;
  expect(await isThere()).toBe(true);
  expect(looks).toHaveLength(1);
  clock.ms = 2_000;
  const again = isThere();
  expect(looks).toHaveLength(2);
  looks[1]?.(false);
  expect(await again).toBe(false);
});

test('of one that is away one visitor waits at a time, less and less often; all others are told at once', async () => {
  const { looks, clock, isThere } = watched();
  const first = isThere();
  looks[0]?.(new Error('nobody'));
  expect(await first).toBe(false);
  for (const [at, pauseMs] of [
    [2_000, 4_000],
    [6_000, 5_000],
    [11_000, 5_000],
  ] as const) {
    const before = looks.length;
    clock.ms = at - 1;
    expect(await isThere()).toBe(false);
    expect(looks).toHaveLength(before);
    clock.ms = at;
    const probe = isThere();
    expect(looks).toHaveLength(before + 1);
    // The probe hangs, and nobody hangs with it.
    expect(await isThere()).toBe(false);
    looks.at(-1)?.(false);
    expect(await probe).toBe(false);
    clock.ms = at + pauseMs - 1;
    expect(await isThere()).toBe(false);
  }
});

test('one that is back is seen with the next look', async () => {
  const { looks, clock, isThere } = watched();
  const first = isThere();
  looks[0]?.(false);
  await first;
  clock.ms = 2_000;
  const probe = isThere();
  looks[1]?.(true);
  expect([await probe, await isThere()]).toEqual([true, true]);
});
