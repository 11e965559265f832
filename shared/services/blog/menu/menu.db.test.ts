import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MenuItemDto } from '../../../contracts/dtos/blog.js';
import { operator } from '../../../contracts/viewer.js';
import { Forbidden } from '../../../lib/errors.js';
import { recordedActivities } from '../../../testing/recorded-activities.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../testing/registry-under-test.js';

let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

afterAll(() => under.close());

const item = (label: string, href: string, children: MenuItemDto[] = []): MenuItemDto => ({ label, href, children });
const save = (items: MenuItemDto[]) => under.services.blog.saveMenu(operator, items);

const menu = [
  item('The bakehouse', 'blog:/tag/bread/', [
    item('On the shelves', 'market:/'),
    item('Courses', 'events:/', [item('Dough', 'events:/entries/dough?x=1#top')]),
  ]),
  item('Our mill', 'https://mill.example/'),
];

test('a menu is kept as it was given, and told of once', async () => {
  expect(await under.services.blog.findMenu()).toEqual([]);
  expect(await save(menu)).toEqual({ kind: 'saved' });
  expect(await under.services.blog.findMenu()).toEqual(menu);
  await save(menu);
  expect(await recordedActivities(under)).toEqual(['menu.changed menu:main']);
  await save(menu.slice(1));
  expect(await under.services.blog.findMenu()).toEqual(menu.slice(1));
  expect(await recordedActivities(under)).toHaveLength(2);
});

test('two menus at once leave one of them', async () => {
  await Promise.all([save(menu), save([item('Only', 'blog:/')])]);
  const kept = await under.services.blog.findMenu();
  expect([menu, [item('Only', 'blog:/')]]).toContainEqual(kept);
});

test.each([
  ['javascript:alert(1)'],
  ['data:text/html,x'],
  ['//evil.example/'],
  ['/about/'],
  ['shop:/x'],
  ['market:x'],
  ['https://'],
  ['market:/ x'],
])('%s is no address for a menu', async (href) => {
  expect(await save([item('Here', href)])).toMatchObject({ kind: 'refused' });
});

test('what is too deep, too long, too many or not an editor’s is refused', async () => {
  const deep = item('1', 'blog:/', [item('2', 'blog:/', [item('3', 'blog:/', [item('4', 'blog:/')])])]);
  expect(await save([deep])).toMatchObject({ kind: 'refused' });
  expect(await save([item('x'.repeat(61), 'blog:/')])).toMatchObject({ kind: 'refused' });
  expect(await save([item('', 'blog:/')])).toMatchObject({ kind: 'refused' });
  expect(await save(Array.from({ length: 61 }, () => item('x', 'blog:/')))).toMatchObject({ kind: 'refused' });
  await expect(under.services.blog.saveMenu(null, menu)).rejects.toThrow(Forbidden);
});
