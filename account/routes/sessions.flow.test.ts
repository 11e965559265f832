import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Answered } from '@rose-ash/shared/testing/app-under-test';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { signIn, type SignedIn } from '@rose-ash/shared/testing/people';
import { app } from '../app.js';
import { wire } from '../services.js';

let house: HouseUnderTest<'account'>;
let here: SignedIn;

const fern = { handle: 'fern', email: 'fern@example.org', name: 'Fern Hollis' };
const moth = { handle: 'moth', email: 'moth@example.org', name: 'Moth' };

const look = (who?: SignedIn): Promise<Answered> =>
  house.apps.account.ask('/sessions', { headers: { ...who?.headers } });
const post = (path: string, who?: SignedIn) =>
  house.apps.account.ask(path, { method: 'POST', headers: { ...who?.headers, 'sec-fetch-site': 'same-origin' } });
const isKnown = async (who: SignedIn) =>
  (await house.apps.account.ask('/', { headers: who.headers })).text.includes('action="/auth/logout"');
const idsIn = ({ text }: Answered) =>
  [...text.matchAll(/action="\/sessions\/([^"]+)\/end"/g)].map(([, id]) => id ?? '');

beforeAll(async () => {
  house = await startHouseUnderTest({ account: { app, wire } }, { env: { ROLE: 'web' } });
});

beforeEach(async () => {
  here = await signIn(house.apps.account, fern);
  await post('/sessions/end-others', here);
});

afterAll(() => house.stop());

test('a stranger is led to the door, and back', async () => {
  const answer = await look();
  expect([answer.status, answer.headers['location']]).toEqual([303, '/auth/login?next=%2Fsessions']);
  expect((await post('/sessions/end-others')).status).toBe(403);
});

test('one who is signed in here alone sees that', async () => {
  const answer = await look(here);
  expect(answer.text).toContain('this is the only browser that knows you');
  expect(answer.text).toMatch(/<a href="http:\/\/federation\.[^"]+\/connected">/);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.text).toContain('Firefox on Linux');
  expect(answer.text).not.toContain('Sign out everywhere else');
  expect(idsIn(answer)).toEqual([]);
});

test('another browser can be signed out, and is a stranger with its next request', async () => {
  const phone = await signIn(house.apps.account, fern);
  expect(await isKnown(phone)).toBe(true);
  const [id] = idsIn(await look(here));
  const answer = await post(`/sessions/${id}/end`, here);
  expect([answer.status, answer.headers['location']]).toEqual([303, '/sessions?ended=one']);
  expect([await isKnown(phone), await isKnown(here)]).toEqual([false, true]);
  expect(idsIn(await look(here))).toEqual([]);
  expect((await post(`/sessions/${id}/end`, here)).status).toBe(303);
  const done = await house.apps.account.ask('/sessions?ended=one', { headers: here.headers });
  expect(done.text).toContain('Signed out there.');
});

test('all others at once, and this one stays', async () => {
  const others = [await signIn(house.apps.account, fern), await signIn(house.apps.account, fern)];
  expect((await look(here)).text).toContain('Sign out everywhere else');
  expect((await post('/sessions/end-others', here)).headers['location']).toBe('/sessions?ended=others');
  for (const other of others) expect(await isKnown(other)).toBe(false);
  expect(await isKnown(here)).toBe(true);
});

test('nobody sees or ends what is another member’s', async () => {
  const stranger = await signIn(house.apps.account, moth);
  const second = await signIn(house.apps.account, moth);
  const [id] = idsIn(await look(stranger));
  expect(id).toBeDefined();
  expect(idsIn(await look(here))).not.toContain(id);
  await post(`/sessions/${id}/end`, here);
  await post('/sessions/end-others', here);
  expect([await isKnown(stranger), await isKnown(second)]).toEqual([true, true]);
  for (const odd of ['x', '%00', "'"]) expect((await post(`/sessions/${odd}/end`, here)).status).toBe(303);
});

test('a page costs what it must', async () => {
  await look(here);
  const reads = await house.readsDuring(() => look(here));
  // Who asks; where they are signed in.
  expect(reads.account).toHaveLength(2);
});
