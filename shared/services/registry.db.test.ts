import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '../contracts/viewer.js';
import { ghostPost } from '../testing/ghost-answers.js';
import { registryUnderTest, type RegistryUnderTest } from '../testing/registry-under-test.js';

let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

afterAll(() => under.close());

const list = { page: 1, perPage: 10 };
const site = 'https://old.example';

test('several calls commit together or not at all', async () => {
  const failing = under.services.transaction(async (unit) => {
    await unit.blog.importGhost(operator, site, { posts: [ghostPost('half')] });
    expect((await unit.blog.listPosts(null, list)).total).toBe(1);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect((await under.services.blog.listPosts(null, list)).total).toBe(0);
});

test('the outer services refuse to be used inside a unit', async () => {
  const outer = under.services.transaction(() => under.services.blog.listPosts(null, list));
  await expect(outer).rejects.toThrow('use the unit that was handed to you');
  const nested = under.services.transaction(() => under.services.transaction(async () => 'inner'));
  await expect(nested).rejects.toThrow('use the unit that was handed to you');
});

test('calls begun together in one unit do not trip over each other', async () => {
  const pages = await under.services.transaction((unit) =>
    Promise.all([1, 2, 3].map(() => unit.blog.listPosts(null, list))),
  );
  expect(pages.map(({ total }) => total)).toEqual([0, 0, 0]);
});

test('a service that is awaited by mistake is not asked for anything', async () => {
  expect(await Promise.resolve(under.services.blog)).toBe(under.services.blog);
});

test('what is one statement needs no transaction, and has part in the one it is called in', async () => {
  const alone = await under.statementsOf(() => under.services.blog.findPost(null, 'new'));
  expect(alone).toEqual([expect.stringMatching(/^select/)]);
  const found = await under.services.transaction(async ({ blog }) => {
    await blog.importGhost(operator, site, { posts: [ghostPost('new')] });
    expect(await under.services.blog.findPost(null, 'new').catch(String)).toContain('use the unit that was handed');
    return blog.findPost(null, 'new');
  });
  expect(found?.slug).toBe('new');
});
