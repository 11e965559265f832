import { expect, test } from '@jest/globals';
import type { FragmentType } from '../../contracts/fragments.js';
import type { Wanted } from './cache/fragment-cache.js';
import type { OwnedRequest } from './compose.js';
import { fetchFromOwners } from './fetch-owners.js';
import type { Upstream } from './upstream.js';

const made = { html: '<b></b>', tags: [] };
const answering = { ask: async () => [{ status: 'fulfilled', value: made }] } as unknown as Upstream;
const hanging = { ask: () => new Promise(() => undefined) } as unknown as Upstream;

function wanted(type: FragmentType): Wanted<OwnedRequest> {
  const request = { type, params: {}, subject: '-', trace: {} } as OwnedRequest;
  return { key: type, request, ttlMs: 1, staleMs: 1 };
}

const fetchAll = fetchFromOwners({
  self: 'blog',
  showOwn: async (type) => ({ ...made, html: type }),
  upstreams: new Map([
    ['market', hanging],
    ['events', answering],
  ]),
});

test('an owner that hangs holds up nobody else', async () => {
  const [shelf, upcoming, lead] = fetchAll([wanted('market/shelf'), wanted('events/upcoming'), wanted('blog/lead')]);
  expect(await upcoming).toBe(made);
  expect(await lead).toEqual({ html: 'blog/lead', tags: [] });
  const undecided = Symbol('undecided');
  expect(await Promise.race([shelf, new Promise((resolve) => setImmediate(() => resolve(undecided)))])).toBe(undecided);
});

test('an owner that nobody named is a failure of its own', async () => {
  const [latest, upcoming] = fetchAll([wanted('federation/latest'), wanted('events/upcoming')]);
  await expect(latest).rejects.toThrow('nobody said where federation is');
  expect(await upcoming).toBe(made);
});
