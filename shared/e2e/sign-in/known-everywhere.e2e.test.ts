import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { appNames, type AppName } from '../../contracts/apps.js';
import { describeInBrowser } from '../../testing/browser/describe-in-browser.js';
import { openBrowser } from '../../testing/browser/open-browser.js';
import { servicesOn, type ServicesOn } from '../../testing/services-on.js';
import { startStreetUnderTest, type StreetUnderTest } from '../../testing/street-under-test.js';
import { newGuest, waitToBeKnown, type Guest } from './guest.js';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' };

describeInBrowser('somebody is known everywhere', (chromiumPath) => {
  let street: StreetUnderTest;
  let behind: ServicesOn;
  let browser: Browser;

  beforeAll(async () => {
    street = await startStreetUnderTest();
    behind = await servicesOn(street.house.databaseUrl);
    browser = await openBrowser(chromiumPath);
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    await behind.close();
    await street.stop();
  });

  const shoot = async (page: Page, name: string) => {
    const folder = process.env['ROSE_SHOTS'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  };

  async function signIn(app: AppName, options: BrowserContextOptions): Promise<Guest> {
    const guest = await newGuest(browser, street, behind, options);
    const { page } = guest;
    await page.goto(street.url(app, '/?here=1'));
    await page.getByRole('link', { name: 'Sign in' }).first().click();
    await page.getByLabel('Your e-mail address').fill('editor@rose-ash.test');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    await page.getByLabel('The code').fill((await guest.newestMail()).code);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(street.url(app, '/?here=1'));
    return guest;
  }

  /** Initials in the avatar are a picture, and their name stands beside it. */
  const faultsOf = async (guest: Guest) => (await guest.faults()).filter((fault) => !fault.startsWith('span.avatar'));

  const you = (page: Page) => page.locator('details.you > summary');

  describe.each([
    ['on a phone', phone],
    ['on a phone with scripts off', { ...phone, javaScriptEnabled: false }],
    ['at a desk', desk],
    ['at a desk with scripts off', { ...desk, javaScriptEnabled: false }],
  ])('%s', (name, options) => {
    test('signs in at the market, is known on the other five, and signs out of all with one press', async () => {
      const guest = await signIn('market', options);
      const { page } = guest;
      for (const app of appNames) {
        await page.goto(street.url(app));
        expect([app, page.url()]).toEqual([app, street.url(app)]);
        await waitToBeKnown(page);
      }
      await page.goto(street.url('blog'));
      await waitToBeKnown(page);
      await you(page).click();
      await shoot(page, `menu ${name}`);
      expect(await faultsOf(guest)).toEqual([]);
      await page.getByRole('link', { name: 'Where you are signed in' }).click();
      await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor();
      await waitToBeKnown(page);
      expect(await faultsOf(guest)).toEqual([]);
      await you(page).click();
      await page.locator('details.you').getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
      expect(page.url()).toContain('/auth/signed-out');
      expect(await faultsOf(guest)).toEqual([]);
      await shoot(page, `signed out ${name}`);
      for (const app of appNames) {
        await page.goto(street.url(app));
        expect([app, await you(page).count()]).toEqual([app, 0]);
        expect(await page.getByRole('link', { name: 'Sign in' }).count()).toBeGreaterThan(0);
      }
      await page.goBack();
      expect(await you(page).count()).toBe(0);
      expect(guest.complaints).toEqual([]);
      await guest.leave();
    }, 180_000);
  });

  test('another browser is signed out from the list, by keyboard alone', async () => {
    const [here, there] = [await signIn('account', desk), await signIn('events', phone)];
    const { page } = here;
    await page.goto(street.url('account', '/sessions'));
    await shoot(page, 'sessions');
    const button = page.getByRole('button', { name: /^Sign out of / });
    await button.first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('Signed out there.').waitFor();
    await there.page.goto(street.url('events'));
    expect(await you(there.page).count()).toBe(0);
    await waitToBeKnown(page);
    await you(page).focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.you-box').isVisible()).toBe(true);
    await here.leave();
    await there.leave();
  }, 180_000);
});
