import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '../../../contracts/viewer.js';
import { ghostPost, ghostTag } from '../../../testing/ghost-answers.js';
import { recordedActivities } from '../../../testing/recorded-activities.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../testing/registry-under-test.js';

let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

afterAll(() => under.close());

let minutes = 0;

/** What an import records, by type, of a post that is like this then. */
async function told(more: Record<string, unknown>): Promise<string[]> {
  const before = (await recordedActivities(under)).length;
  const updated_at = new Date(Date.UTC(2026, 10, 20, 10, (minutes += 1))).toISOString();
  const posts = [ghostPost('bread', { ...more, updated_at })];
  await under.services.blog.importGhost(operator, 'https://old.example', { posts });
  return (await recordedActivities(under)).slice(before).map((said) => said.split(' ')[0] ?? '');
}

test('what readers can see is told: that a post came, reads otherwise, and went', async () => {
  expect(await told({ status: 'draft' })).toEqual([]);
  expect(await told({ status: 'draft', title: 'Bread' })).toEqual([]);
  expect(await told({ title: 'Bread' })).toEqual(['post.published']);
  expect(await told({ title: 'Bread' })).toEqual([]);
  expect(await told({ title: 'Bread and butter' })).toEqual(['post.changed']);
  expect(await told({ title: 'Bread and butter', visibility: 'members' })).toEqual(['post.changed']);
  expect(await told({ title: 'Bread and jam', visibility: 'members' })).toEqual(['post.changed']);
  expect(await told({ title: 'Bread and jam', status: 'draft' })).toEqual(['post.retracted']);
  expect(await told({ title: 'Bread and jam' })).toEqual(['post.published']);
});

test('a tag that is called otherwise is told once, and the posts that carry it are not', async () => {
  const tags = [ghostTag('news', { name: 'News', updated_at: '2026-11-22T10:00:00.000Z' })];
  expect(await told({ title: 'Bread and jam', tags })).toEqual(['tag.changed']);
});
