import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import type { Browser, Page, Request } from 'playwright-core';
import { closeServer } from '../dev/process/close-server.js';
import { listenOn } from '../dev/process/listen-on.js';
import { browserDuringTests } from '../testing/browser/browser-during-tests.js';
import { describeInBrowser } from '../testing/browser/describe-in-browser.js';
import { duringTests } from '../testing/during-tests.js';
import { askGallery, openGalleryHouse, type GalleryPage } from './gallery-house.js';

/**
 * What is looked at in which window. Contrast is most of the work, so it is measured where colours meet in the narrow page,
 * in both schemes, and once more in the wide one; everything else that axe knows does not change with the scheme.
 */
const windows: readonly Window[] = [
  { width: 320, looks: [] },
  { width: 390, looks: [{ scheme: 'light' }, { scheme: 'dark', only: ['color-contrast', 'link-in-text-block'] }] },
  { width: 1280, looks: [{ scheme: 'dark' }] },
];

interface Window {
  width: number;
  looks: readonly Look[];
}

interface Look {
  scheme: 'light' | 'dark';
  /** Rules of axe; if absent, all. */
  only?: readonly string[];
}

/** By how many pixels the page is wider than its window: mirrored, with text twice as large, as it is. */
const measure = `(({ documentElement: root }) =>
  [['mirrored', 'rtl', ''], ['with text twice as large', 'ltr', '200%'], ['as it is', 'ltr', '']].map(([manner, dir, fontSize]) => {
    root.dir = dir;
    root.style.fontSize = fontSize;
    return { manner, wider: root.scrollWidth - root.clientWidth };
  }))(document)`;

/** All rules, best practice among them. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const runAxe = (options: object) =>
  `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ' at ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`;
/** A mail is shown within the page of whoever reads it, which has its landmarks. */
const notOfMails = ['landmark-one-main', 'region'];

function axeOptions(off: readonly string[], only?: readonly string[]): object {
  // What stands in a frame is in the gallery by itself.
  const usual = { resultTypes: ['violations'], iframes: false, preload: false };
  if (only !== undefined) return { ...usual, runOnly: only };
  const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
  // WCAG 2.2, which axe leaves out unless it is asked.
  return { ...usual, rules: { ...rules, 'target-size': { enabled: true } } };
}

const bad = `<!doctype html><html lang="en"><title>Bad</title><main><h1>Bad</h1><p style="color: #777; background: #888">Grey</p>
  <img src="https://pictures.example/a.png"><div style="inline-size: 18rem">Wide</div></main>`;

const tabs = 2;

/** About 40 s of computing; a crowded machine may take many times as long. */
const patienceMs = 400_000;

/** What the whole gallery is looked at for; each finding says the page, where and what. */
describeInBrowser('every page of the gallery', (chromiumPath) => {
  const browser = browserDuringTests(chromiumPath);
  const house = duringTests(openGalleryHouse, (opened) => opened.close());

  test(
    'can be read by everyone, fits every window and asks nobody else',
    async () => {
      expect(await findings(browser(), house().pages)).toEqual([]);
    },
    patienceMs,
  );

  test('would be told of what is wrong', async () => {
    const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(bad));
    await listenOn(server, 0, '127.0.0.1');
    const url = `http://blog.rose.localhost:${(server.address() as AddressInfo).port}/`;
    const found = await findings(browser(), [{ app: 'blog', name: 'pages/bad/one', url }]);
    await closeServer(server);
    const wanted = [
      'blog/pages/bad/one: asks for https://pictures.example/a.png',
      expect.stringMatching(/^blog.pages.bad.one with text twice as large at 320: \d+ px too wide$/),
      expect.stringMatching(/ at 390, light: color-contrast at p$/),
      expect.stringMatching(/ at 390, dark: color-contrast at p$/),
      expect.stringMatching(/ at 1280, dark: image-alt at img$/),
    ];
    expect(found).toEqual(expect.arrayContaining(wanted));
  });
});

/** Tabs share the pages among them, and all that is found comes back at once: one run tells everything. */
async function findings(browser: Browser, pages: readonly GalleryPage[]): Promise<string[]> {
  const found: string[] = [];
  // Mails last, for the sake of the windows.
  const waiting = [...pages.filter((page) => !isMail(page)), ...pages.filter(isMail)];
  const work = async () => {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    for (let sample = waiting.shift(); sample; sample = waiting.shift()) await inspect(page, sample, found);
  };
  await Promise.all(Array.from({ length: tabs }, work));
  return found;
}

async function inspect(page: Page, sample: GalleryPage, found: string[]): Promise<void> {
  const name = `${sample.app}/${sample.name}`;
  const heed = (asked: Request) => {
    if (isForeign(asked.url(), sample.url)) found.push(`${name}: asks for ${asked.url()}`);
  };
  page.on('request', heed);
  const { status, text } = await askGallery(sample);
  if (status !== 200) found.push(`${name}: status ${status}`);
  await show(page, sample, text);
  const off = isMail(sample) ? notOfMails : [];
  for (const window of windows) await inspectIn(window, page, name, off, found);
  page.off('request', heed);
}

/**
 * Writes the page into a window of its site that knows axe already: to bring axe anew, and to have it compiled anew, is half
 * of the work. A mail is written where no policy of a site forbids its styles.
 */
async function show(page: Page, sample: GalleryPage, html: string): Promise<void> {
  const place = isMail(sample) ? 'about:blank' : sample.url;
  if (new URL(page.url()).origin !== new URL(place).origin) await page.goto(place);
  await page.setContent(html);
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await bring(page, axe);
}

/** Runs a script as the browser's console would, which no policy of a site forbids. */
async function bring(page: Page, script: string): Promise<void> {
  const console = await page.context().newCDPSession(page);
  await console.send('Runtime.evaluate', { expression: `${script};0` });
  await console.detach();
}

async function inspectIn(
  { width, looks }: Window,
  page: Page,
  name: string,
  off: readonly string[],
  found: string[],
): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  for (const { manner, wider } of await page.evaluate<{ manner: string; wider: number }[]>(measure)) {
    if (wider > 0) found.push(`${name} ${manner} at ${width}: ${wider} px too wide`);
  }
  for (const { scheme, only } of looks) {
    await page.emulateMedia({ colorScheme: scheme });
    const broken = await page.evaluate<string[]>(runAxe(axeOptions(off, only)));
    found.push(...broken.map((what) => `${name} at ${width}, ${scheme}: ${what}`));
  }
}

function isMail({ name }: GalleryPage): boolean {
  return name.startsWith('mails/') && name.endsWith('/html');
}

function isForeign(asked: string, page: string): boolean {
  return !asked.startsWith(`${new URL(page).origin}/`) && !asked.startsWith('data:');
}
