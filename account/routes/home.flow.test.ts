import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { startHouseUnderTest, type HouseUnderTest } from '@rose-ash/shared/testing/house-under-test';
import { signIn } from '@rose-ash/shared/testing/people';
import { app } from '../app.js';
import { wire } from '../services.js';

let house: HouseUnderTest<'account'>;

beforeAll(async () => {
  // Without a worker, which would read of its own accord.
  house = await startHouseUnderTest({ account: { app, wire } }, { env: { ROLE: 'web' } });
});

afterAll(async () => {
  await house.stop();
});

const fern = { handle: 'fern', email: 'fern@example.org', name: 'Fern Hollis' };

test('a stranger is told what an account is for, and finds the door', async () => {
  const { text, headers } = await house.apps.account.ask('/');
  expect(text).toContain('What an account is for');
  expect(text).toMatch(/<a class="button" href="\/auth\/login" rel="nofollow">Sign in/);
  expect(text).toMatch(/<a href="\/auth\/login" rel="nofollow"[^>]* data-fragment="account\/menu"/);
  expect(text).not.toContain('/auth/logout');
  expect(headers).not.toHaveProperty('set-cookie');
});

test('a member sees all that is known of them, and their name in the menu', async () => {
  const { headers } = await signIn(house.apps.account, fern);
  await house.fill(({ federation }) => federation.grantRole(operator, { handle: 'fern', role: 'editor' }));
  const { text } = await house.apps.account.ask('/', { headers });
  for (const words of ['Fern Hollis', '@fern', 'Editor: publishes on the blog', 'Nothing is in it']) {
    expect(text).toContain(words);
  }
  expect(text).toMatch(/data-fragment="account\/menu" aria-current="true">[^]*<span class="sr">You, <\/span>Fern</);
  expect(text).toContain('<form method="post" action="/auth/logout">');
  expect(text).not.toContain('/auth/login');
  expect(text).not.toContain('fern@example.org');
});

test('the menu and the page each cost what they must', async () => {
  const { headers } = await signIn(house.apps.account, { handle: 'moth', email: 'moth@example.org', name: 'Moth' });
  const reads = await house.readsDuring(() => house.apps.account.ask('/', { headers }));
  // Who asks, for the page and again for the menu; their name there; the page's count, its member and their basket.
  expect(reads.account).toHaveLength(6);
  const again = await house.readsDuring(() => house.apps.account.ask('/', { headers }));
  expect(again.account).toHaveLength(4);
});
