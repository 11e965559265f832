import { describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions } from 'playwright-core';
import type { AppName } from '../../contracts/apps.js';
import { browserDuringTests } from '../../testing/browser/browser-during-tests.js';
import { describeInBrowser } from '../../testing/browser/describe-in-browser.js';
import { duringTests } from '../../testing/during-tests.js';
import { startStreetUnderTest } from '../../testing/street-under-test.js';
import { cutOff, hardToHit, sideways, tooSmall } from './looks.js';
import { newReader } from './reader.js';
import { standing, tabTo, walkThrough } from './walk.js';

/** A page of every kind that a reader meets. */
const pages: readonly [app: AppName, path: string][] = [
  ['blog', '/'],
  ['blog', '/forty-loaves-an-hour/'],
  ['blog', '/every-card/'],
  ['blog', '/rules/'],
  ['blog', '/tag/bread/'],
  ['blog', '/archive/'],
  ['blog', '/search?q=towpth'],
  ['blog', '/search?q=zzzz'],
  ['market', '/'],
  ['events', '/'],
  ['federation', '/'],
  ['cart', '/'],
  ['account', '/'],
];

const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  ...{ isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};
/** A window of 1280 by 800 px, zoomed to 200 %. */
const zoomed: BrowserContextOptions = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };

describeInBrowser('a reader', (chromiumPath) => {
  const browser = browserDuringTests(chromiumPath);
  const street = duringTests(startStreetUnderTest, (started) => started.stop());

  describe.each([
    ['on a phone', phone, [sideways, cutOff, tooSmall, hardToHit]],
    ['with the page zoomed to 200 %', zoomed, [sideways, cutOff]],
  ])('%s', (_, options, looks) => {
    test.each(pages)('reads the page of %s at %s to the end', async (app, path) => {
      const reader = await newReader(browser(), street(), options);
      await reader.open(street().url(app, path));
      const found: string[] = [];
      for (const look of looks) found.push(...(await look(reader.page)));
      expect([...found, ...reader.complaints]).toEqual([]);
      await reader.leave();
    });
  });

  describe('with nothing but a keyboard', () => {
    test.each(pages)('comes through the page of %s at %s, sees where they are, and out again', async (app, path) => {
      const reader = await newReader(browser(), street());
      await reader.open(street().url(app, path));
      expect(await walkThrough(reader.page)).toEqual([]);
      await reader.leave();
    });

    test('comes back the same way', async () => {
      const { page, open, leave } = await newReader(browser(), street());
      await open(street().url('blog', '/every-card/'));
      expect(await walkThrough(page, 'Shift+Tab')).toEqual([]);
      await leave();
    });

    test('skips to the page, and goes on from there', async () => {
      const { page, open, leave } = await newReader(browser(), street());
      await open(street().url('blog', '/forty-loaves-an-hour/'));
      await page.keyboard.press('Tab');
      expect(await standing(page)).toMatchObject({ name: 'a “Skip to the page”', faults: [] });
      await page.keyboard.press('Enter');
      expect(await page.evaluate(`document.activeElement.id`)).toBe('main');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(`document.activeElement.closest('main') !== null`)).toBe(true);
      await leave();
    });

    test('opens the menu, goes where it leads, and finds what they look for', async () => {
      const { page, open, leave } = await newReader(browser(), street());
      await open(street().url('events'));
      await tabTo(page, 'The bakehouse');
      await page.keyboard.press('Enter');
      await tabTo(page, 'Recipes', 4);
      await page.keyboard.press('Enter');
      await page.waitForURL(street().url('blog', '/tag/recipes/'));
      await tabTo(page, 'input');
      await page.keyboard.type('towpth');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\?q=towpth/);
      await tabTo(page, 'Two miles of towpath');
      await page.keyboard.press('Enter');
      await page.waitForURL(street().url('blog', '/two-miles-of-towpath/'));
      expect(await page.locator('h1').innerText()).toBe('Two miles of towpath');
      await leave();
    });
  });

  test('would be told of what is wrong', async () => {
    const { page, leave } = await newReader(browser(), street(), phone);
    const wrong = `<meta name="viewport" content="width=device-width"><style>:focus { outline: none }</style>
      <a href="#a" style="display: block; height: 20px">Hard to hit</a>
      <p style="font-size: 12px">Too small</p>
      <p style="overflow: hidden; height: 8px">Cut off</p>
      <p style="width: 1000px">${'Too wide '.repeat(40)}</p>`;
    await page.setContent(wrong);
    expect(await sideways(page)).toEqual([expect.stringContaining('px too wide')]);
    expect(await cutOff(page)).toEqual(['p “Cut off”', expect.stringContaining('p “Too wide')]);
    expect(await tooSmall(page)).toEqual(['p “Too small” has 12 px']);
    expect(await hardToHit(page)).toEqual([expect.stringContaining('a “Hard to hit” is')]);
    expect(await walkThrough(page)).toEqual(['a “Hard to hit” has no ring']);
    await page.setContent(`<button autofocus onkeydown="event.preventDefault()">Trap</button><button>Never</button>`);
    expect(await walkThrough(page)).toEqual(['goes 0,0 of 2', 'cannot leave button “Trap”']);
    await leave();
  });
});
