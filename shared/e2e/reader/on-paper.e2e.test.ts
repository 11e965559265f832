import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserDuringTests } from '../../testing/browser/browser-during-tests.js';
import { describeInBrowser } from '../../testing/browser/describe-in-browser.js';
import { duringTests } from '../../testing/during-tests.js';
import { startStreetUnderTest } from '../../testing/street-under-test.js';
import { newReader } from './reader.js';

/** What a printer is given. */
describeInBrowser('a text on paper', (chromiumPath) => {
  const browser = browserDuringTests(chromiumPath);
  const street = duringTests(startStreetUnderTest, (started) => started.stop());

  async function printed(look: (page: Page) => Promise<void>): Promise<void> {
    const url = street().url('blog', '/every-card/');
    const reader = await newReader(browser(), street(), {
      javaScriptEnabled: false,
      viewport: { width: 800, height: 900 },
    });
    try {
      // Whoever chose the dark scheme has white paper, too.
      await reader.page.context().addCookies([{ name: 'scheme', value: 'dark', url }]);
      await reader.open(url);
      expect(await lightness(reader.page)).toBeGreaterThan(0.8);
      await reader.page.emulateMedia({ media: 'print' });
      await look(reader.page);
      expect(reader.complaints).toEqual([]);
    } finally {
      await reader.leave();
    }
  }

  /** Of its ink, from 0 for black to 1 for white. */
  const lightness = async (page: Page) => {
    const ink = await page.evaluate<string>(`getComputedStyle(document.querySelector('.prose > p')).color`);
    return Number(/oklch\(([\d.]+)/.exec(ink)?.[1]);
  };

  test('is dark on white, whatever scheme was chosen', () =>
    printed(async (page) => {
      expect(await lightness(page)).toBeLessThan(0.4);
    }));

  test('has its title and its words, also those that were folded away', () =>
    printed(async (page) => {
      expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
      const folded = page.locator('details.toggle .toggle-words');
      expect((await folded.boundingBox())?.height).toBeGreaterThan(10);
    }));

  test('has none of the furniture, nor what can only be pressed', () =>
    printed(async (page) => {
      for (const furniture of ['header.top', 'footer.foot', '.skip', '.post-next', '.button']) {
        const all = await page.locator(furniture).all();
        expect(all.length).toBeGreaterThan(0);
        for (const one of all) expect(await one.isVisible()).toBe(false);
      }
    }));

  test('says in its lines where links lead', () =>
    printed(async (page) => {
      const link = `document.querySelector('.prose p > a[rel~="external"]')`;
      const after = await page.evaluate<string>(`getComputedStyle(${link}, '::after').content`);
      expect(after).toContain('https://example.org/a?b=1&c=2');
    }));
});
