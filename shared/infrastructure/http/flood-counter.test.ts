import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { FloodCounter } from './flood-counter.js';

function counterAt(start: number, requests = 3) {
  const time = { now: start };
  const counter = new FloodCounter({
    rules: { requests, seconds: 10 },
    prefix: 'test',
    redis: null,
    log: pino({ level: 'silent' }),
    now: () => time.now,
  });
  return { counter, time };
}

test('says how long to wait, and lets in again when the window turns', () => {
  const { counter, time } = counterAt(20_000);
  expect([1, 2, 3].map(() => counter.hit('a'))).toEqual([0, 0, 0]);
  expect(counter.hit('a')).toBe(10);
  time.now = 27_500;
  expect(counter.hit('a')).toBe(3);
  expect(counter.hit('b')).toBe(0);
  time.now = 30_000;
  expect(counter.hit('a')).toBe(0);
});

test('a flood of addresses does not grow the memory: newcomers share one count', () => {
  const { counter } = counterAt(20_000, 2);
  for (let i = 0; i < 50_000; i++) counter.hit(`address ${i}`);
  expect([counter.hit('late 1'), counter.hit('late 2')]).toEqual([0, 0]);
  expect(counter.hit('late 3')).toBe(10);
  expect(counter.hit('address 7')).toBe(0);
});
