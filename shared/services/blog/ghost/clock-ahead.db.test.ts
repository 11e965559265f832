import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { operator } from '../../../contracts/viewer.js';
import { ghostPost } from '../../../testing/ghost-answers.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../testing/registry-under-test.js';

let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(() => under.rows('truncate posts cascade'));

afterAll(() => under.close());

/** At noon. */
const take = (more: Record<string, unknown>) =>
  under.services.blog.importGhost(operator, 'https://old.example', { posts: [ghostPost('bread', more)] });

const isShown = async () => (await under.services.blog.findPost(null, 'bread')) !== null;
const isListed = async () => (await under.services.blog.listPosts(null, { page: 1, perPage: 10 })).items.length === 1;

const publishedAt = async () => {
  const [row] = await under.rows<{ published_at: Date | null }>('select published_at from posts');
  return row?.published_at?.toISOString();
};

test.each([
  ['seconds', '2026-11-25T12:00:40.000Z'],
  ['hours', '2026-11-25T15:00:00.000Z'],
])('what a Ghost published whose clock is %s ahead of ours is shown as soon as it is here', async (_, published_at) => {
  await take({ published_at });
  expect([await isShown(), await isListed(), await publishedAt()]).toEqual([true, true, '2026-11-25T12:00:00.000Z']);
  const [base] = await under.rows<{ said: Record<string, string> }>('select said from ghost_bases');
  expect(base?.said['published_at']).toBe(published_at);
  expect((await take({ published_at })).posts.same).toBe(1);
});

test('so is what says only when it was changed last', async () => {
  await take({ published_at: null, updated_at: '2026-11-25T12:00:40.000Z' });
  expect(await isShown()).toBe(true);
});

test.each([
  ['published next year', { published_at: '2027-11-25T12:00:00.000Z' }],
  ['scheduled for the next minute', { published_at: '2026-11-25T12:01:00.000Z', status: 'scheduled' }],
])('what is %s keeps its date and is not shown', async (_, said) => {
  await take(said);
  expect([await isShown(), await isListed(), await publishedAt()]).toEqual([false, false, said.published_at]);
});
