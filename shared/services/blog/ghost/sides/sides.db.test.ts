import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { GhostAbsence, GhostLink, GhostSide } from '../../../../contracts/ghost.js';
import { operator } from '../../../../contracts/viewer.js';
import { recordedActivities } from '../../../../testing/recorded-activities.js';
import { registryUnderTest, type RegistryUnderTest } from '../../../../testing/registry-under-test.js';

const site = 'https://old.example/news';
let under: RegistryUnderTest;

beforeAll(async () => {
  under = await registryUnderTest();
});

beforeEach(() =>
  under.rows(
    'truncate ghost_settings, ghost_tiers, ghost_newsletters, ghost_members, menu_items, menus, ap_activities cascade',
  ),
);

afterAll(() => under.close());

const take = (side: GhostSide, answer: unknown, gone?: GhostAbsence) =>
  under.services.blog.takeGhostSide(operator, `${site}/ghost/`, side, answer, gone);

const member = (id: string, more: object = {}) => ({
  ...{ id, email: `${id}@example.test`, name: 'Ann Smith', note: 'pays in eggs', status: 'free' },
  ...{ newsletters: [{ id: 'n2', name: 'Weekly' }, { id: 'n1' }], labels: [{ name: 'veg-box' }], geolocation: 'Leeds' },
  ...more,
});

const settings = (more: Record<string, unknown> = {}) => ({
  settings: Object.entries({ title: 'The Loaf', timezone: 'Europe/London', ...more }).map(([key, value]) => ({
    key,
    value,
  })),
});

const navigation = (...links: [string, string][]) =>
  JSON.stringify(links.map(([label, url]): GhostLink => ({ label, url })));

test('tiers are kept with their prices in the smallest coin, and the same again writes nothing', async () => {
  const free = { id: 'a', name: 'Free', slug: 'free', type: 'free', active: true, visibility: 'public' };
  const paid = {
    ...free,
    id: 'b',
    name: 'Supporter',
    slug: 'supporter',
    type: 'paid',
    currency: 'gbp',
    monthly_price: 500,
    yearly_price: 5000,
  };
  expect(await take('tiers', { tiers: [free, paid] })).toEqual({
    added: 2,
    changed: 0,
    same: 0,
    removed: 0,
    notes: [],
  });
  const rows = () =>
    under.rows('select xmin::text, name, currency, monthly_minor, yearly_minor, active from ghost_tiers order by name');
  const before = await rows();
  expect(before).toMatchObject([
    { name: 'Free', currency: null, monthly_minor: null },
    { name: 'Supporter', currency: 'GBP', monthly_minor: '500', yearly_minor: '5000', active: true },
  ]);
  expect(await take('tiers', { tiers: [free, paid] }, { there: ['a', 'b'] })).toMatchObject({ same: 2, removed: 0 });
  expect(await rows()).toEqual(before);
  const dearer = { ...paid, monthly_price: 600, active: false };
  expect(await take('tiers', { tiers: [dearer] }, { there: ['b'] })).toMatchObject({ changed: 1, removed: 1 });
  expect(await rows()).toMatchObject([{ name: 'Supporter', monthly_minor: '600', active: false }]);
});

test('of members only what sending takes is kept, and who is gone there is gone here', async () => {
  const [ann, ben, cat] = [
    member('ann', { email: ' Ann@Example.TEST ' }),
    member('ben', { newsletters: [] }),
    member('cat'),
  ];
  expect(await take('members', { members: [ann, ben, cat] })).toMatchObject({ added: 3 });
  const rows = await under.rows<object>('select * from ghost_members order by ghost_id');
  expect(rows[0]).toEqual({
    ...{ site, ghost_id: 'ann', email: 'ann@example.test', status: 'free', newsletter_ids: ['n1', 'n2'] },
    content_hash: expect.any(String),
  });
  expect(rows[1]).toMatchObject({ newsletter_ids: [] });
  expect(JSON.stringify(rows)).not.toMatch(/Smith|eggs|veg-box|Leeds/);
  const back = [member('ann', { email: 'ann@example.test', name: 'Ann Other' })];
  expect(await take('members', { members: back }, { asked: ['ann', 'ben', 'never'] })).toMatchObject({
    same: 1,
    removed: 1,
  });
  expect(await take('members', { members: [] }, { there: ['ann'] })).toMatchObject({ removed: 1 });
  expect(await under.rows('select ghost_id from ghost_members')).toEqual([{ ghost_id: 'ann' }]);
});

test('what another Ghost says of the same ids is another thing', async () => {
  await take('newsletters', { newsletters: [{ id: 'n', name: 'Weekly', slug: 'weekly', status: 'active' }] });
  const { blog } = under.services;
  await blog.takeGhostSide(operator, 'https://else.example', 'newsletters', { newsletters: [] }, { there: [] });
  expect(await under.rows('select name, status from ghost_newsletters')).toEqual([
    { name: 'Weekly', status: 'active' },
  ]);
});

test('settings are kept without the keys and passwords among them', async () => {
  const secrets = {
    mailgun_api_key: 'key-1',
    stripe_secret_key: 'sk-1',
    members_private_key: 'BEGIN',
    password: 'word',
  };
  expect(
    await take('settings', settings({ ...secrets, description: 'half \ud83c and\0', locale: 'en' })),
  ).toMatchObject({ added: 1 });
  const [row] = await under.rows<{ said: object }>('select said from ghost_settings');
  expect(row?.said).toMatchObject({
    title: 'The Loaf',
    timezone: 'Europe/London',
    locale: 'en',
    description: 'half \ufffd and',
  });
  expect(JSON.stringify(row)).not.toMatch(/key-1|sk-1|BEGIN|word/);
  expect(await take('settings', settings({ locale: 'en', description: 'half \ufffd and' }))).toMatchObject({ same: 1 });
  expect(await take('settings', settings({ locale: 'cy' }))).toMatchObject({ changed: 1 });
});

const menu = async () => (await under.services.blog.findMenu()).map(({ label, href }) => `${label} ${href}`);

test('Ghost’s two menus become ours, its own addresses meaning ours, and follow what is changed there', async () => {
  const first = navigation(
    ['Home', '/'],
    ['About', 'https://old.example/news/about/'],
    ['Ring us', 'tel:+44'],
    ['Write', 'mailto:a@b.example'],
  );
  const second = navigation(
    ['Rules', '__GHOST_URL__/rules/'],
    ['Again', '/about/'],
    ['Mill', 'https://mill.example/'],
    ['Join', '#/portal/signup'],
  );
  const report = await take('settings', settings({ navigation: first, secondary_navigation: second }));
  expect(report.notes).toEqual(['The menu was taken over: Home, About, Write, Rules, Mill.']);
  expect(await menu()).toEqual([
    'Home blog:/',
    'About blog:/about/',
    'Write mailto:a@b.example',
    'Rules blog:/rules/',
    'Mill https://mill.example/',
  ]);
  await take('settings', settings({ navigation: first, secondary_navigation: second }));
  expect(await recordedActivities(under)).toEqual(['menu.changed menu:main']);
  await take('settings', settings({ navigation: navigation(['Home', '/']) }));
  expect(await menu()).toEqual(['Home blog:/']);
  await take('settings', settings());
  expect(await menu()).toEqual([]);
});

test.each<[string, { label: string; href: string; children: [] }[]]>([
  ['another menu', [{ label: 'Ours', href: 'market:/', children: [] }]],
  ['no menu at all', []],
])('an operator who set %s keeps it', async (_, items) => {
  await take('settings', settings({ navigation: navigation(['Home', '/']) }));
  await under.services.blog.saveMenu(operator, items);
  const report = await take('settings', settings({ navigation: navigation(['Home', '/'], ['New', '/new/']) }));
  expect(report.notes).toEqual(['The menu was made here and stays as it is; Ghost’s is: Home, New.']);
  expect(await under.services.blog.findMenu()).toEqual(items);
});

test('a menu from before it was written down who made it counts as made here', async () => {
  await under.services.blog.saveMenu(operator, [{ label: 'Old', href: 'blog:/', children: [] }]);
  await under.rows('truncate menus');
  await take('settings', settings({ navigation: navigation(['New', '/new/']) }));
  expect(await menu()).toEqual(['Old blog:/']);
});

test.each<[GhostSide, unknown]>([
  ['settings', { settings: 'x' }],
  ['tiers', { newsletters: [] }],
  ['newsletters', null],
  ['members', { members: [{ id: 'ann', email: 'ann@example.test' }] }],
])('%s that are none are refused without a word of whom they told', async (side, answer) => {
  const refusal = await take(side, answer).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    code: 'ghost-answer',
    sentence: `This is not what Ghost’s Admin API says of ${side}.`,
  });
  expect(JSON.stringify(refusal)).not.toContain('ann@');
});

test.each([null, { id: '0199', roles: [] }])('others than editors may not: %j', async (viewer) => {
  const { blog } = under.services;
  await expect(blog.takeGhostSide(viewer, site, 'tiers', { tiers: [] })).rejects.toMatchObject({ status: 403 });
});
