import { beforeEach, expect, test } from '@jest/globals';
import { Debt } from './debt.js';

let said: string[][];
let answer: () => Promise<void>;
let debt: Debt;

beforeEach(() => {
  said = [];
  answer = async () => undefined;
  debt = new Debt((tags) => {
    said.push([...tags]);
    return answer();
  });
});

test('what is owed is said once, and all at once', async () => {
  debt.owe(['bread', 'milk']);
  debt.owe(['bread']);
  await Promise.all([debt.pay(), debt.pay()]);
  await debt.pay();
  expect(said).toEqual([['bread', 'milk']]);
  expect(debt.isOwed).toBe(false);
});

test('what cannot be said stays owed', async () => {
  answer = () => Promise.reject(new Error('away'));
  debt.owe(['bread']);
  await expect(debt.pay()).rejects.toThrow('away');
  expect(debt.isOwed).toBe(true);
  answer = async () => undefined;
  await debt.pay();
  expect(said).toEqual([['bread'], ['bread']]);
});

test('what is owed while it is being said is said again', async () => {
  let arrive!: () => void;
  answer = () => new Promise((resolve) => (arrive = resolve));
  debt.owe(['bread']);
  const paid = debt.pay();
  debt.owe(['bread']);
  answer = async () => undefined;
  arrive();
  await paid;
  expect(said).toEqual([['bread'], ['bread']]);
});

test('until it was said it is owed, and whoever pays as well waits for it', async () => {
  let arrive!: () => void;
  answer = () => new Promise((resolve) => (arrive = resolve));
  debt.owe(['bread']);
  const ends: string[] = [];
  const paid = [debt.pay(), debt.pay()].map((pay) => pay.then(() => ends.push('paid')));
  await new Promise(setImmediate);
  expect([debt.isOwed, ends]).toEqual([true, []]);
  arrive();
  await Promise.all(paid);
  expect([debt.isOwed, said]).toEqual([false, [['bread']]]);
});

test('of very much, the latest is kept', async () => {
  debt.owe(Array.from({ length: 20_005 }, (_, at) => `tag ${at}`));
  await debt.pay();
  expect(said[0]).toHaveLength(20_000);
  expect(said[0]?.at(-1)).toBe('tag 20004');
});
