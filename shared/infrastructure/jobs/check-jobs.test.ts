import { expect, test } from '@jest/globals';
import type { AppName } from '../../contracts/apps.js';
import { checkJobs, type JobPlaces } from './check-jobs.js';
import type { AnyJob } from './define-job.js';

const places: JobPlaces = {
  'move-crate': { truth: 'crates', apps: ['cart', 'market'] },
  'count-crates': { truth: null, apps: ['cart'] },
  'paint-crate': { truth: 'crates', apps: ['blog'] },
};

const run = async () => undefined;
const move: AnyJob = { name: 'move-crate', truth: 'crates', sweep: async () => [], run };
const count: AnyJob = { name: 'count-crates', schedule: { everyMs: 1_000 }, run };

const complaint = (jobs: AnyJob[], app: AppName = 'cart') => {
  try {
    checkJobs(app, jobs, places);
    return null;
  } catch (error) {
    return (error as Error).message.split(';')[0];
  }
};

test('exactly what is its own is taken', () => {
  expect(complaint([move, count])).toBeNull();
  expect(complaint([move], 'market')).toBeNull();
  expect(complaint([], 'federation')).toBeNull();
});

test.each<[string, AnyJob[]]>([
  ['cart does not define count-crates', [move]],
  ['cart defines what is not its own: paint-crate', [move, count, { ...move, name: 'paint-crate' }]],
  ['cart defines what is not its own: weigh-crate', [move, count, { ...move, name: 'weigh-crate' }]],
  ['cart defines twice move-crate', [move, count, move]],
  ['cart has another origin for move-crate', [{ ...move, truth: 'baskets' }, count]],
  ['cart has another origin for move-crate', [{ name: 'move-crate', truth: 'crates', run }, count]],
  ['cart has another origin for count-crates', [move, { ...count, sweep: async () => [] }]],
])('%s', (sentence, jobs) => {
  expect(complaint(jobs)).toBe(sentence);
});
