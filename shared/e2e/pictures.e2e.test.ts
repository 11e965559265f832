import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import sharp from 'sharp';
import { operator } from '../contracts/viewer.js';
import { startAppUnderTest, type AppUnderTest } from '../testing/app-under-test.js';
import { describeInBrowser } from '../testing/browser/describe-in-browser.js';
import { openBrowser } from '../testing/browser/open-browser.js';
import { eventually } from '../testing/eventually.js';
import { ghostPost } from '../testing/ghost-answers.js';
import { mediaFolderUnderTest, twoColours, type MediaFolderUnderTest } from '../testing/pictures.js';
import { roomsOf } from '../testing/room-of.js';
import { servicesOn } from '../testing/services-on.js';

/** How far things moved while the page came, as the browser counts it. Asked for before anything is there. */
const watchShifts = `
  window.shifted = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value; })
    .observe({ type: 'layout-shift', buffered: true });`;

/** A wide picture whose one red spot lies far right and low. */
async function spotted(): Promise<Buffer> {
  const spot = await sharp({ create: { width: 120, height: 120, channels: 3, background: '#e01030' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 1800, height: 1200, channels: 3, background: '#ccc' } })
    .composite([{ input: spot, left: 1600, top: 1000 }])
    .jpeg()
    .toBuffer();
}

const textOf = (...sources: string[]) =>
  JSON.stringify({ root: { type: 'root', children: sources.map((src) => ({ type: 'image', src, alt: 'Bread' })) } });

describeInBrowser('pictures that are ours', (chromiumPath) => {
  let browser: Browser;
  let old: Server;
  let folder: MediaFolderUnderTest;
  let blog: AppUnderTest;

  beforeAll(async () => {
    const pictures: Record<string, Buffer> = {
      '/head.jpg': await spotted(),
      '/text.jpg': await twoColours(1600, 1000).jpeg().toBuffer(),
      '/small.jpg': await twoColours(200, 100).jpeg().toBuffer(),
    };
    old = createServer((request, response) => response.end(pictures[request.url ?? ''])).listen(0, '127.0.0.1');
    await once(old, 'listening');
    const origin = `http://localhost:${(old.address() as AddressInfo).port}`;
    folder = await mediaFolderUnderTest();
    const REDIS_PREFIX = `test-${randomBytes(6).toString('hex')}`;
    const { app, wire } = (await roomsOf('blog')).blog;
    blog = await startAppUnderTest(app, wire, { env: { MEDIA_DIR: folder.root, REDIS_PREFIX } });
    const elsewhere = await servicesOn(blog.databaseUrl, REDIS_PREFIX);
    const lexical = textOf(`${origin}/text.jpg`, `${origin}/small.jpg`);
    const post = ghostPost('bread', { feature_image: `${origin}/head.jpg`, feature_image_alt: 'A spot', lexical });
    await elsewhere.services.blog.importGhost(operator, origin, { posts: [post] });
    await elsewhere.close();
    await eventually(
      () => blog.ask('/bread/'),
      ({ text }) => text.match(/<picture>/g)?.length === 3,
      60_000,
    );
    browser = await openBrowser(chromiumPath);
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await blog.stop();
    await folder.remove();
    old.closeAllConnections();
    old.close();
  });

  async function open(options: BrowserContextOptions, path = '/bread/') {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    if (options.javaScriptEnabled !== false) await page.addInitScript(watchShifts);
    await page.goto(`http://blog.rose.localhost:${blog.service.publicPort}${path}`, { waitUntil: 'load' });
    return { page, asked, close: () => context.close() };
  }

  interface Shown {
    name: string;
    isThere: boolean;
    width: number;
    alt: string;
  }

  const shownIn = (page: Page) =>
    page.evaluate<Shown[]>(`
      [...document.querySelectorAll('main picture > img')].map(({ currentSrc, naturalWidth, width, alt }) => (
        { name: currentSrc.split('/').at(-1), isThere: naturalWidth > 0, width, alt }))`);

  const scrollThrough = (page: Page) =>
    page.evaluate(`(async () => {
      for (const image of document.querySelectorAll('main picture > img')) {
        image.scrollIntoView();
        await image.decode();
      }
    })()`);

  test('a telephone fetches small ones, a wide screen larger ones; nothing moves, and nobody else is asked', async () => {
    const phone = await open({ viewport: { width: 390, height: 844 } });
    await scrollThrough(phone.page);
    expect((await shownIn(phone.page)).map(({ name, isThere, alt }) => [name, isThere, alt])).toEqual([
      ['640.avif', true, 'A spot'],
      ['640.avif', true, 'Bread'],
      ['200.avif', true, 'Bread'],
    ]);
    expect(await phone.page.evaluate('window.shifted')).toBeLessThan(0.01);
    expect(phone.asked.filter((url) => !url.startsWith('data:') && !url.includes('.rose.localhost:'))).toEqual([]);
    await phone.close();

    const desk = await open({ viewport: { width: 1280, height: 900 } });
    await scrollThrough(desk.page);
    expect((await shownIn(desk.page)).map(({ name, width }) => [name, width])).toEqual([
      ['1280.avif', 986],
      ['960.avif', 680],
      ['200.avif', 200],
    ]);
    expect(await desk.page.evaluate('window.shifted')).toBeLessThan(0.01);
    await desk.close();
  });

  test('until it has come its own blurred colours stand in its place, and it is cropped around what matters', async () => {
    const { page, close } = await open({ viewport: { width: 1280, height: 900 } });
    const head = page.locator('.post-picture .print');
    const [blur, img] = [await head.locator('> .blur').boundingBox(), await head.locator('picture img').boundingBox()];
    expect(blur).toEqual(img);
    const position = `getComputedStyle(document.querySelector('.post-picture picture img')).objectPosition`;
    expect(await page.evaluate(position)).toBe('100% 75%');
    await close();
  });

  test('they are there without scripts too', async () => {
    const { page, close } = await open({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    await expect(page.locator('main picture > img').count()).resolves.toBe(3);
    await close();
  });
});
