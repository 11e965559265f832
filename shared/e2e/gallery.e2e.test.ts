import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page, type Request } from 'playwright-core';
import { describeInBrowser } from '../testing/browser/describe-in-browser.js';
import { openGalleryHouse, type GalleryHouse, type GalleryPage } from './gallery-house.js';

const widths = [320, 390, 1280];
const schemes = ['light', 'dark'] as const;

/** By how many pixels the page is wider than its window: mirrored, with text twice as large, as it is. */
const measure = `(({ documentElement: root }) =>
  [['mirrored', 'rtl', ''], ['with text twice as large', 'ltr', '200%'], ['as it is', 'ltr', '']].map(([manner, dir, fontSize]) => {
    root.dir = dir;
    root.style.fontSize = fontSize;
    return { manner, wider: root.scrollWidth - root.clientWidth };
  }))(document)`;

/** All rules, best practice among them. Put into a page once and asked six times: its source is most of the cost. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const runAxe = (off: readonly string[]) =>
  `axe.run(document, ${JSON.stringify(axeOptions(off))}).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ' at ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`;
/** A mail is shown within the page of whoever reads it, which has its landmarks. */
const notOfMails = ['landmark-one-main', 'region'];

function axeOptions(off: readonly string[]): object {
  const rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
  // What stands in a frame is in the gallery by itself.
  return { resultTypes: ['violations'], iframes: false, rules };
}

const tabs = 2;

/** About 20 s of computing; a crowded machine may take many times as long. */
const patienceMs = 400_000;

/** What the whole gallery is looked at for; each finding says the page, where and what. */
describeInBrowser('every page of the gallery', (chromiumPath) => {
  let house: GalleryHouse;
  let browser: Browser;

  beforeAll(async () => {
    house = await openGalleryHouse();
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu'] });
  });

  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  test(
    'can be read by everyone, fits every window and asks nobody else',
    async () => {
      expect(await findings(browser, house.pages)).toEqual([]);
    },
    patienceMs,
  );
});

/** Tabs share the pages among them, and all that is found comes back at once: one run tells everything. */
async function findings(browser: Browser, pages: readonly GalleryPage[]): Promise<string[]> {
  const found: string[] = [];
  const waiting = [...pages];
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
  const answer = await page.goto(sample.url);
  if (answer?.status() !== 200) found.push(`${name}: status ${String(answer?.status())}`);
  // Where a mail stands no script may run, and axe is one.
  if (isMail(sample)) await showAlone(page, (await answer?.text()) ?? '');
  await page.evaluate(axe);
  const off = isMail(sample) ? notOfMails : [];
  for (const width of widths) await inspectAt(width, page, name, off, found);
  page.off('request', heed);
}

async function showAlone(page: Page, html: string): Promise<void> {
  await page.goto('about:blank');
  await page.setContent(html);
}

async function inspectAt(
  width: number,
  page: Page,
  name: string,
  off: readonly string[],
  found: string[],
): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  for (const { manner, wider } of await page.evaluate<{ manner: string; wider: number }[]>(measure)) {
    if (wider > 0) found.push(`${name} ${manner} at ${width}: ${wider} px too wide`);
  }
  for (const scheme of schemes) {
    await page.emulateMedia({ colorScheme: scheme });
    const broken = await page.evaluate<string[]>(runAxe(off));
    found.push(...broken.map((what) => `${name} at ${width}, ${scheme}: ${what}`));
  }
}

function isMail({ name }: GalleryPage): boolean {
  return name.startsWith('mails/') && name.endsWith('/html');
}

function isForeign(asked: string, page: string): boolean {
  return !asked.startsWith(`${new URL(page).origin}/`) && !asked.startsWith('data:');
}
