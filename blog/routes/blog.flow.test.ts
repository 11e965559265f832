import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startAppUnderTest, type AppUnderTest } from '@rose-ash/shared/testing/app-under-test';
import { ghostAuthor, ghostPost, ghostTag } from '@rose-ash/shared/testing/ghost-answers';
import { importAnswers } from '@rose-ash/shared/testing/import-answers';
import { app } from '../app.js';
import { wire } from '../services.js';

let blog: AppUnderTest;
let empty: AppUnderTest;

const html =
  '<p onclick="alert(1)">Out at <b>eight</b>.</p><script>alert(1)</script><p><a href="https://old.example/rules/">Rules</a></p>';

const bread = ghostPost('bread', {
  title: 'Bread <at eight>',
  custom_excerpt: 'Still warm.',
  published_at: '2026-10-25T00:30:00.000Z',
  html,
  tags: [ghostTag('news', { name: 'News' }), ghostTag('hash-rail', { name: '#rail', visibility: 'internal' })],
  authors: [ghostAuthor('wren', { name: 'Wren' }), ghostAuthor('fern', { name: 'Fern' })],
});

const older = Array.from({ length: 14 }, (_, index) =>
  ghostPost(`older-${index + 1}`, {
    tags: [],
    authors: [],
    published_at: `2026-09-${String(index + 1).padStart(2, '0')}T10:00:00.000Z`,
  }),
);

beforeAll(async () => {
  blog = await startAppUnderTest(app, wire);
  empty = await startAppUnderTest(app, wire);
  await importAnswers(
    blog.databaseUrl,
    'https://old.example',
    {
      posts: [
        bread,
        ...older,
        ghostPost('secret', { title: 'Secret', status: 'sent', tags: [], authors: [] }),
        ghostPost('draft', { status: 'draft', tags: [], authors: [] }),
      ],
    },
    {
      pages: [
        ghostPost('chapters', {
          html: '<h2>Flour &amp; water</h2><p>A</p><h3>Time</h3><p>B</p><h2>Find</h2><p>C</p>',
          ...{ tags: [], authors: [] },
        }),
      ],
    },
    {
      posts: [
        ghostPost('loaf', { id: 'renamed', tags: [], authors: [] }),
        ghostPost('whisper', { id: 'hidden', status: 'draft', tags: [], authors: [] }),
      ],
    },
    {
      posts: [
        ghostPost('rye-loaf', { id: 'renamed', published_at: '2026-08-01T10:00:00.000Z', tags: [], authors: [] }),
        ghostPost('louder-whisper', { id: 'hidden', status: 'draft', tags: [], authors: [] }),
      ],
    },
    { pages: [ghostPost('rules', { title: 'Rules', show_title_and_feature_image: false, tags: [], authors: [] })] },
  );
});

afterAll(async () => {
  await blog.stop();
  await empty.stop();
});

const linksOf = (text: string) => [...text.matchAll(/<h[23]><a href="([^"]+)"/g)].map((match) => match[1]);

test('the front page leads with the newest post and lists the next', async () => {
  const { status, text } = await blog.ask('/');
  expect(status).toBe(200);
  expect(linksOf(text)).toEqual(['/bread/', ...Array.from({ length: 11 }, (_, index) => `/older-${14 - index}/`)]);
  expect(text).toContain('Bread &lt;at eight&gt;');
  expect(text).toContain('Wren and Fern');
  expect(text).toContain('25 October 2026');
  expect(text).not.toContain('Secret');
});

test('the rest is on the second page, and there is no third', async () => {
  const { status, text } = await blog.ask('/?page=2');
  expect(status).toBe(200);
  expect(linksOf(text)).toEqual(['/older-3/', '/older-2/', '/older-1/', '/rye-loaf/']);
  expect((await blog.ask('/?page=3')).status).toBe(404);
});

test.each(['0', '-1', '1.5', 'two', '', '1e3', '2&page=2', '99999999999999999999'])(
  'page %p does not exist',
  async (page) => {
    expect((await blog.ask(`/?page=${page}`)).status).toBe(404);
  },
);

test('a blog without posts has a front page', async () => {
  expect((await empty.ask('/')).status).toBe(200);
  expect((await empty.ask('/?page=2')).status).toBe(404);
});

test('a post shows its words, cleaned, with its day and its public tags', async () => {
  const { status, text } = await blog.ask('/bread/');
  expect(status).toBe(200);
  expect(text).toContain('<p>Out at <strong>eight</strong>.</p>');
  expect(text).toContain('<a href="/rules/">Rules</a>');
  expect(text).toContain('Still warm.');
  expect(text).toContain('News');
  expect(text).not.toContain('#rail');
  expect(text).not.toMatch(/<script[^>]*>alert|onclick/);
  expect(text).toMatch(/<link rel="canonical" href="http:\/\/blog\.[^"]+\/bread\/"/);
});

test('a page answers at its name, without a day', async () => {
  const { status, text } = await blog.ask('/rules/');
  expect(status).toBe(200);
  expect(text).toContain('About rules.');
  expect(text).not.toContain('2 November 2026');
});

test('without the slash the address is completed, for good', async () => {
  const { status, headers } = await blog.ask('/bread?from=letter');
  expect({ status, location: headers['location'] }).toEqual({ status: 301, location: '/bread/?from=letter' });
});

test.each(['/loaf/', '/loaf'])('%s, where a post was before, leads to where it is, for good', async (path) => {
  const { status, headers } = await blog.ask(`${path}?from=letter`);
  expect({ status, location: headers['location'] }).toEqual({ status: 301, location: '/rye-loaf/?from=letter' });
});

test.each([
  '/whisper/',
  '/secret/',
  '/draft/',
  '/secret',
  '/draft',
  '/nothing/',
  '/nothing',
  '/bread/more/',
  '/%00/',
  '/BREAD/',
])('%s is not found', async (path) => {
  expect((await blog.ask(path)).status).toBe(404);
});

test('an address that cannot be decoded is no fault of ours', async () => {
  expect((await blog.ask('/%E0%A4%A/')).status).toBeLessThan(500);
});

test('a long text begins with its headings, each leading to its place', async () => {
  const { text } = await blog.ask('/chapters/');
  const list = /<nav class="contents"[^]*?<\/nav>/.exec(text)?.[0] ?? '';
  const links = [...list.matchAll(/<a href="#([^"]+)">([^<]+)</g)].map(([, id, word]) => [id, word]);
  expect(links.map(([, word]) => word)).toEqual(['Flour &amp; water', 'Time', 'Find']);
  for (const [id] of links) expect(text.split(` id="${decodeURIComponent(id!)}"`)).toHaveLength(2);
  expect((await blog.ask('/bread/')).text).not.toContain('class="contents"');
});
