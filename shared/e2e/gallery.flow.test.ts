import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { askGallery, openGalleryHouse, type GalleryHouse } from './gallery-house.js';

let house: GalleryHouse;

beforeAll(async () => {
  house = await openGalleryHouse();
});

afterAll(async () => {
  await house.close();
});

test('every view of every app renders every sample in the layout', async () => {
  const wrong: string[] = [];
  for (const page of house.pages) {
    const { status, text } = await askGallery(page);
    const headings = text.match(/<h1\b/g)?.length;
    const isWhole = text.startsWith('<!doctype html>') && text.trimEnd().endsWith('</html>');
    const isRight = status === 200 && headings === 1 && isWhole && !/undefined|\[object|NaN/.test(text);
    if (!isRight) wrong.push(`${page.app}/${page.name}: ${status}, ${String(headings)} h1`);
  }
  expect(wrong).toEqual([]);
  expect(house.pages.length).toBeGreaterThan(20);
});

test('the index lists what there is, and what there is not is not found', async () => {
  const blog = house.pages.find(({ app }) => app === 'blog')!;
  expect((await askGallery(blog, '/__gallery')).text).toContain('/__gallery/pages/post/every-card');
  expect((await askGallery(blog, '/__gallery/pages/home/none')).status).toBe(404);
  const account = house.pages.find(({ app }) => app === 'account')!;
  expect((await askGallery(account, '/__gallery')).text).toContain('/__gallery/mails/mail-check/usual');
  expect((await askGallery(account, '/__gallery/mails/mail-check/none')).status).toBe(404);
  expect((await askGallery(account, '/__gallery/mails/constructor/name')).status).toBe(404);
  expect((await askGallery(blog, '/__gallery/pages/constructor/name')).status).toBe(404);
});

test('a mail is shown with its subject, its text, and its HTML in a frame that can do nothing', async () => {
  const mail = house.pages.find(({ name }) => name === 'mails/mail-check/usual')!;
  const { text, headers } = await askGallery(mail);
  expect(text).toMatch(
    /<h1>Our mail reaches you<\/h1>[^]*<iframe [^>]*sandbox="allow-popups[^]*asked for it on 25 November/,
  );
  expect(headers['content-security-policy']).toMatch(/default-src 'none'.*; frame-src 'self'$/);
  const alone = await askGallery(mail, '/__gallery/mails/mail-check/usual/html');
  expect(alone.headers).toMatchObject({ 'x-frame-options': 'SAMEORIGIN' });
  expect(alone.headers['content-security-policy']).toMatch(/^sandbox allow-popups .*frame-ancestors 'self'$/);
});

test('a page carries nothing inline, and every file it names is there', async () => {
  const page = house.pages.find(({ name }) => name === 'pages/posts/many')!;
  const { text } = await askGallery(page);
  expect(text).not.toMatch(/<style|<script(?![^>]*\bsrc=)| style=| on\w+=/);
  const files = [...text.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map(([, path]) => path!);
  expect(files.length).toBeGreaterThan(4);
  const answers = await Promise.all(
    files.map(async (path) => ({ path, status: (await askGallery(page, path)).status })),
  );
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
});
