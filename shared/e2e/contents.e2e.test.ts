import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { browserDuringTests } from '../testing/browser/browser-during-tests.js';
import { describeInBrowser } from '../testing/browser/describe-in-browser.js';
import { duringTests } from '../testing/during-tests.js';
import { openGalleryHouse } from './gallery-house.js';

/** The list of headings before a long text, for whoever has no scripts. */
describeInBrowser('the contents of a long text', (chromiumPath) => {
  const browser = browserDuringTests(chromiumPath);
  const house = duringTests(openGalleryHouse, (opened) => opened.close());

  async function withPage(width: number, look: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser().newContext({ javaScriptEnabled: false, viewport: { width, height: 800 } });
    try {
      const page = await context.newPage();
      await page.goto(house().pages.find(({ name }) => name === 'pages/post/with-contents')?.url ?? '');
      await look(page);
    } finally {
      await context.close();
    }
  }

  const contents = (page: Page) => page.getByRole('navigation', { name: 'On this page' });
  const link = (page: Page) => contents(page).getByRole('link', { name: 'At the table' });

  test('is one line on a phone, and opens by a key', () =>
    withPage(390, async (page) => {
      expect(await link(page).isVisible()).toBe(false);
      await contents(page).locator('summary').focus();
      await page.keyboard.press('Enter');
      expect(await link(page).isVisible()).toBe(true);
      await link(page).click();
      expect(new URL(page.url()).hash).toBe('#at-the-table');
      const box = await page.locator('#at-the-table').boundingBox();
      expect(box?.y).toBeLessThan(100);
    }));

  test.each([1280, 1700])('is there at %i pixels with nothing to open, and can be walked by keys', (width) =>
    withPage(width, async (page) => {
      expect(await contents(page).locator('summary').isVisible()).toBe(false);
      await contents(page).getByRole('link').first().focus();
      for (let step = 0; step < 7; step += 1) await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      expect(new URL(page.url()).hash).toBe('#at-the-table');
    }),
  );

  test('is not printed', () =>
    withPage(1280, async (page) => {
      expect(await contents(page).isVisible()).toBe(true);
      await page.emulateMedia({ media: 'print' });
      expect(await contents(page).isVisible()).toBe(false);
    }));
});
