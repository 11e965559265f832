import { beforeEach, expect, test } from '@jest/globals';
import { Breaker } from './breaker.js';

let now: number;
let breaker: Breaker;

beforeEach(() => {
  now = 0;
  breaker = new Breaker({ failures: 3, openMs: 100, longestMs: 300, now: () => now });
});

function fail(times: number): void {
  for (let time = 0; time < times; time += 1) {
    expect(breaker.tryEnter()).toBe(true);
    breaker.fail();
  }
}

test('it opens after failures in a row, not after scattered ones', () => {
  fail(2);
  breaker.succeed();
  fail(2);
  expect(breaker.state).toBe('closed');
  fail(1);
  expect(breaker.state).toBe('open');
  expect(breaker.tryEnter()).toBe(false);
});

test('after a while one may try, and only one', () => {
  fail(3);
  now = 100;
  expect(breaker.state).toBe('half-open');
  expect([breaker.tryEnter(), breaker.tryEnter()]).toEqual([true, false]);
  breaker.succeed();
  expect(breaker.state).toBe('closed');
});

test('each failed try doubles the pause, up to the longest', () => {
  fail(3);
  for (const pause of [100, 200, 300, 300]) {
    now += pause - 1;
    expect(breaker.tryEnter()).toBe(false);
    now += 1;
    expect(breaker.tryEnter()).toBe(true);
    breaker.fail();
  }
});
