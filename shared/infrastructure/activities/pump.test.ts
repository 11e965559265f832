import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { Pump } from './pump.js';

const turns = async (many: number) => {
  for (let left = many; left > 0; left -= 1) await turn();
};

/** A heap of things; taking one takes two turns, and doing it many. */
function heap() {
  const things: number[] = [];
  const seen = { taken: [] as number[], atOnce: 0, most: 0, looks: 0 };
  const take = async (onTaken: () => void) => {
    seen.looks += 1;
    await turn();
    const thing = things.shift();
    await turn();
    if (thing === undefined) return false;
    onTaken();
    seen.atOnce += 1;
    seen.most = Math.max(seen.most, seen.atOnce);
    await turns(20);
    seen.atOnce -= 1;
    seen.taken.push(thing);
    return true;
  };
  return { things, seen, take };
}

const settle = () => turns(400);

test('one poke empties the heap, with as many hands as are allowed', async () => {
  const { things, seen, take } = heap();
  things.push(...Array(20).keys());
  new Pump(3, take).poke();
  await settle();
  expect([...seen.taken].sort((one, other) => one - other)).toEqual([...Array(20).keys()]);
  expect(seen.most).toBe(3);
});

test('a single thing does not call everybody', async () => {
  const { things, seen, take } = heap();
  things.push(1);
  new Pump(8, take).poke();
  await settle();
  expect(seen.taken).toEqual([1]);
  expect(seen.looks).toBe(3);
});

test('what comes while somebody looks in vain is found', async () => {
  const { things, seen, take } = heap();
  const pump = new Pump(1, take);
  pump.poke();
  await turn();
  // It has looked, and has not yet said that there was nothing.
  await Promise.resolve();
  things.push(1);
  pump.poke();
  await settle();
  expect(seen.taken).toEqual([1]);
});

test('stopping waits for what was taken, and takes no more', async () => {
  const { things, seen, take } = heap();
  things.push(...Array(20).keys());
  const pump = new Pump(2, take);
  pump.poke();
  await turns(10);
  expect(seen.atOnce).toBe(2);
  await pump.stop();
  expect(seen.atOnce).toBe(0);
  const left = things.length;
  pump.poke();
  await settle();
  expect([seen.taken.length + left, things.length]).toEqual([20, left]);
  await pump.stop();
});
