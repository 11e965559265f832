import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startAppUnderTest, type AppUnderTest } from '@rose-ash/shared/testing/app-under-test';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { startGhostServer, type GhostServer } from '@rose-ash/shared/testing/ghost-server/start-ghost-server';
import { app } from './app.js';
import { wire } from './services.js';

let ghost: GhostServer;
let blog: AppUnderTest;

beforeAll(async () => {
  ghost = await startGhostServer({ at: '2026-11-20T10:00:00Z' });
  const env = { GHOST_URL: ghost.url, GHOST_ADMIN_API_KEY: ghost.key.whole, GHOST_SYNC_SECONDS: '1' };
  blog = await startAppUnderTest(app, wire, { env });
});

afterAll(async () => {
  await blog.stop();
  await ghost.stop();
});

const patienceMs = 30_000;
const page = (path: string) => blog.ask(path).then(({ text }) => text);
const until = (path: string, holds: (text: string) => boolean) => eventually(() => page(path), holds, patienceMs);

/** Where a stranger could come upon the words of a post. */
const doors = [
  ...['/', '/soup/', '/archive/', '/tag/kitchen/', '/author/rose/', '/search?q=zibeline', '/search?q=soup'],
  ...['/rss/', '/atom.xml', '/feed.json', '/tag/kitchen/rss/', '/author/rose/rss/', '/sitemap.xml', '/llms.txt'],
];

test('what is made members-only over there leaves no trace of its text for strangers', async () => {
  const text = 'A soup with zibeline in it, as nobody else cooks it.';
  const { id } = ghost.operations.createPost({ title: 'Soup', text, status: 'published', tags: ['Kitchen'] });
  await until('/soup/', (said) => said.includes('zibeline'));
  await until('/rss/', (said) => said.includes('zibeline'));
  const before = await Promise.all(doors.map(page));
  // Else none of the doors below would prove anything.
  expect(before.filter((said) => said.includes('zibeline')).length).toBeGreaterThan(4);
  ghost.clock.advance(60_000);
  ghost.operations.moveVisibility(id, 'members');
  await until('/soup/', (said) => !said.includes('zibeline'));
  for (const door of doors) {
    const said = (await page(door)).replace(/q=zibeline|value="zibeline"/g, '');
    const found = said.includes('zibeline in it');
    expect({ door, found }).toEqual({ door, found: false });
  }
  expect(await page('/soup/')).toContain('Soup');
  expect(JSON.stringify(blog.logLines)).not.toContain('zibeline in it');
});

test('every address that a post had leads to it, until another post lives there', async () => {
  const { operations, clock } = ghost;
  const { id } = operations.createPost({ title: 'Loaf', slug: 'loaf', text: 'Bread.', status: 'published' });
  await until('/loaf/', (said) => said.includes('Bread.'));
  for (const slug of ['loaf-two', 'loaf-three']) {
    clock.advance(60_000);
    operations.renameSlug(id, slug);
    await until(`/${slug}/`, (said) => said.includes('Bread.'));
  }
  const old = await Promise.all(['/loaf/', '/loaf-two/'].map((path) => blog.ask(path)));
  expect(old.map(({ status, headers }) => [status, headers['location']])).toEqual([
    [301, '/loaf-three/'],
    [301, '/loaf-three/'],
  ]);
  clock.advance(60_000);
  operations.createPost({ title: 'Another', slug: 'loaf', text: 'Another loaf altogether.', status: 'published' });
  await until('/loaf/', (said) => said.includes('Another loaf altogether.'));
  expect((await blog.ask('/loaf/')).status).toBe(200);
  expect((await blog.ask('/loaf-two/')).headers['location']).toBe('/loaf-three/');
});

test('links to the Ghost’s own pages lead to ours, in text, buttons, bookmarks and the menu', async () => {
  const to = (path: string) => `${ghost.url}${path}`;
  const link = { type: 'link', url: to('in-text/'), children: [{ type: 'text', text: 'text', format: 0, version: 1 }] };
  const children = [
    { type: 'paragraph', version: 1, children: [{ ...link, version: 1 }] },
    { type: 'button', version: 1, buttonText: 'Press', buttonUrl: to('in-button/'), alignment: 'center' },
    { type: 'bookmark', version: 1, url: to('in-bookmark/'), metadata: { title: 'Marked' } },
  ];
  const lexical = JSON.stringify({ root: { type: 'root', version: 1, children } });
  const html = `<p><a href="${to('in-text/')}">text</a></p>`;
  ghost.clock.advance(60_000);
  ghost.operations.createPost({ title: 'Linked', status: 'published', lexical, html });
  ghost.operations.editNavigation([{ label: 'Ours', url: to('in-menu/') }]);
  const said = await until('/linked/', (text) => text.includes('in-text'));
  for (const path of ['/in-text/', '/in-button/', '/in-bookmark/']) expect(said).toContain(`href="${path}"`);
  expect(said).not.toContain(new URL(ghost.url).host);
  const { text } = await blog.ask('/linked/', { headers: { accept: 'text/html' } });
  expect(text).not.toContain(ghost.origin);
});
