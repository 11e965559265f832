import { beforeEach, expect, test } from '@jest/globals';
import type { Entry } from './entry.js';
import { KnownEpochs } from './known-epochs.js';

let known: KnownEpochs;

const entry = (epoch: number, tags: string[], namespace = 'n'): Entry => ({
  ...{ html: '', tags, namespace, epoch },
  ...{ madeAt: 0, ttlMs: 1, staleMs: 1 },
});

beforeEach(() => {
  known = new KnownEpochs();
  known.begin();
  known.meet('n');
});

test('an entry holds until something that it shows is invalidated after it was begun', () => {
  known.hear({ namespace: 'n', epoch: 5, tags: ['bread'] });
  expect(known.holds(entry(4, ['bread']))).toBe(false);
  expect(known.holds(entry(5, ['bread']))).toBe(true);
  expect(known.holds(entry(1, ['milk']))).toBe(true);
  expect(known.holds(entry(4, ['milk', 'bread']))).toBe(false);
});

test('what is heard out of order does not take back what was heard', () => {
  known.hear({ namespace: 'n', epoch: 7, tags: ['bread'] });
  known.hear({ namespace: 'n', epoch: 6, tags: ['bread'] });
  expect(known.holds(entry(6, ['bread']))).toBe(false);
});

test('tags that were forgotten are taken for changed', () => {
  known.hear({ namespace: 'n', epoch: 1, tags: ['first'] });
  known.hear({ namespace: 'n', epoch: 2, tags: Array.from({ length: 20_000 }, (_, n) => `tag ${n}`) });
  expect(known.holds(entry(0, ['first']))).toBe(false);
  expect(known.holds(entry(0, ['never heard of']))).toBe(false);
  expect(known.holds(entry(1, ['first']))).toBe(true);
});

test('another namespace, and a subscription that was lost or stands anew, end everything', () => {
  const before = known.generation;
  known.hear({ namespace: 'other', epoch: 1, tags: [] });
  expect(known.generation).not.toBe(before);
  expect(known.holds(entry(9, []))).toBe(false);
  const heard = known.generation;
  known.lose();
  known.begin();
  expect(known.generation).toBeGreaterThan(heard + 1);
});

test('what is made now stands where the subscription has come, whatever else is known', () => {
  known.hear({ namespace: 'n', epoch: 5, tags: ['bread'] });
  known.learn({ namespace: 'n', epoch: 8, tags: ['milk'] });
  known.meet('n');
  const { position } = known;
  expect(position).toMatchObject({ namespace: 'n', epoch: 5 });
  expect(known.holds(entry(7, ['milk']))).toBe(false);
  // Somebody else's, which was on its way: a page made of parts that it ends was made before it.
  known.hear({ namespace: 'n', epoch: 7, tags: ['bread'] });
  expect(known.holds(entry(position?.epoch ?? NaN, ['bread']))).toBe(false);
});

test('doubt ends everything that was kept, and lets nobody join what is under way', () => {
  const { generation, heard } = known;
  known.doubt();
  expect(known.generation).toBeGreaterThan(generation);
  expect(known.heard).toBeGreaterThan(heard);
  expect(known.isListening).toBe(true);
  expect(known.position).toMatchObject({ namespace: 'n' });
});
