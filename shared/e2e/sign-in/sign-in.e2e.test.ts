import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { describeInBrowser } from '../../testing/browser/describe-in-browser.js';
import { openBrowser } from '../../testing/browser/open-browser.js';
import { servicesOn, type ServicesOn } from '../../testing/services-on.js';
import { startStreetUnderTest, type StreetUnderTest } from '../../testing/street-under-test.js';
import { operator } from '../../contracts/viewer.js';
import { tabTo } from '../reader/walk.js';
import { newGuest, waitForField, waitToBeKnown, type Guest } from './guest.js';

const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  ...{ isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};
const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' };

describeInBrowser('somebody signs in', (chromiumPath) => {
  let street: StreetUnderTest;
  let behind: ServicesOn;
  let browser: Browser;

  beforeAll(async () => {
    street = await startStreetUnderTest();
    behind = await servicesOn(street.house.databaseUrl);
    browser = await openBrowser(chromiumPath);
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await behind.close();
    await street.stop();
  });

  const comesFromBlog = async (options: BrowserContextOptions): Promise<Guest> => {
    const guest = await newGuest(browser, street, behind, options);
    await guest.begin();
    return guest;
  };

  describe.each([
    ['on a phone', phone, 'one'],
    ['on a phone with scripts off', { ...phone, javaScriptEnabled: false }, 'two'],
    ['at a desk', desk, 'three'],
    ['at a desk with scripts off', { ...desk, javaScriptEnabled: false }, 'four'],
  ])('%s', (_, options, number) => {
    test('a newcomer gives an address, types the code, and joins', async () => {
      const guest = await comesFromBlog(options);
      const { page } = guest;
      expect(await guest.faults()).toEqual([]);
      await page.getByLabel('Your e-mail address').fill(`${number}@rose-ash.test`);
      await page.getByRole('button', { name: 'Send me a code' }).click();
      await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
      expect(await guest.faults()).toEqual([]);

      const { code } = await guest.newestMail();
      await page.getByLabel('The code').fill(
        String(Number(code) + 1)
          .padStart(6, '0')
          .slice(-6),
      );
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('4 tries are left').waitFor();
      await waitForField(page);
      expect(await guest.faults()).toEqual([]);
      await page.getByLabel('The code').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
      await page.getByRole('button', { name: 'Sign in' }).click();

      await page.getByRole('heading', { name: 'Welcome in' }).waitFor();
      expect(await guest.faults()).toEqual([]);
      await page.getByLabel('Your name').fill(`Number ${number}`);
      await page.getByLabel('Your handle').fill('ada');
      await page.getByRole('button', { name: 'Agree and join' }).click();
      await page.getByText('@ada is taken; @ada_2 is free.').first().waitFor();
      await page.getByLabel('Your handle').fill(`n_${number}`);
      await page.getByRole('button', { name: 'Agree and join' }).click();
      expect((await guest.arrived()).searchParams.get('code')).toBeTruthy();
      expect(await behind.services.federation.findMember(operator, `n_${number}`)).not.toBeNull();
      expect(guest.complaints.filter((one) => !one.includes('422'))).toEqual([]);
      await guest.leave();
    }, 180_000);
  });

  test.each([
    ['on a phone with scripts off', { ...phone, javaScriptEnabled: false }, 'wren'],
    ['at a desk', desk, 'robin'],
  ])(
    'whom the operator let in says yes to the terms before anything else, %s',
    async (_, options, handle) => {
      const person = { handle, name: handle, email: `${handle}@rose-ash.test` };
      await behind.services.federation.registerMember(operator, person);
      const guest = await comesFromBlog(options);
      const { page } = guest;
      await page.getByLabel('Your e-mail address').fill(person.email);
      await page.getByRole('button', { name: 'Send me a code' }).click();
      await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
      await page.getByLabel('The code').fill((await guest.newestMail()).code);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Welcome in' }).waitFor();
      await page.getByText(`@${handle}`, { exact: true }).waitFor();
      expect(await guest.faults()).toEqual([]);
      await page.getByRole('button', { name: 'Agree and go on' }).click();
      expect((await guest.arrived()).searchParams.get('code')).toBeTruthy();
      expect(guest.complaints).toEqual([]);
      await guest.leave();
    },
    180_000,
  );

  test('a member needs nothing but the keyboard', async () => {
    const guest = await comesFromBlog(desk);
    const { page } = guest;
    await waitForField(page);
    await page.keyboard.type('member@rose-ash.test');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    await waitForField(page);
    await page.keyboard.type((await guest.newestMail()).code);
    await page.keyboard.press('Enter');
    expect((await guest.arrived()).searchParams.get('code')).toBeTruthy();

    await page.waitForURL(/\/auth\/callback/);
    // Asked anew, they are known by name, and in the middle of it nothing else is offered.
    await guest.begin({ prompt: 'login' });
    await page.getByText('You are signed in already').waitFor();
    await waitToBeKnown(page, 'Ada');
    expect(await page.locator('form[action="/auth/logout"]').count()).toBe(0);
    await page.locator('details.you > summary').click();
    // Initials in the avatar are a picture, and their name stands beside it.
    expect((await guest.faults()).filter((fault) => !fault.startsWith('span.avatar'))).toEqual([]);
    await guest.leave();
  }, 180_000);

  test('and can turn back with it as well', async () => {
    const guest = await comesFromBlog(desk);
    await tabTo(guest.page, 'Not now');
    await guest.page.keyboard.press('Enter');
    expect((await guest.arrived()).searchParams.get('error')).toBe('access_denied');
    await guest.leave();
  }, 180_000);

  test('the link works where it was asked for, and explains itself elsewhere', async () => {
    const guest = await comesFromBlog(phone);
    const { page } = guest;
    await page.getByLabel('Your e-mail address').fill('editor@rose-ash.test');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    const link = street.url('federation', `/sign-in/link/${(await guest.newestMail()).token}`);

    const elsewhere = await newGuest(browser, street, behind, desk);
    await elsewhere.page.goto(link);
    await elsewhere.page.getByRole('heading', { name: 'Another browser asked for this' }).waitFor();
    expect(await elsewhere.faults()).toEqual([]);
    await elsewhere.leave();

    await page.goto(link);
    expect(await guest.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect((await guest.arrived()).searchParams.get('code')).toBeTruthy();
    await guest.leave();
  }, 180_000);

  test('a handle is proposed by the name, and looked up while it is typed', async () => {
    const guest = await comesFromBlog(phone);
    const { page } = guest;
    await page.getByLabel('Your e-mail address').fill('zoe@rose-ash.test');
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
    await page.getByLabel('The code').fill((await guest.newestMail()).code);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByLabel('Your name').waitFor();
    // What proposes a handle is a script, which comes after the form.
    await page.waitForLoadState();
    await page.getByLabel('Your name').fill('Zoë Okafor');
    await page.keyboard.press('Tab');
    await page.getByText('@zoe can be yours.').waitFor();
    expect(await page.getByLabel('Your handle').inputValue()).toBe('zoe');
    await page.getByLabel('Your handle').fill('adrn1n');
    await page.getByText('This handle speaks for the house; choose another.').waitFor();
    expect(await guest.faults()).toEqual([]);
    expect(guest.complaints).toEqual([]);
    await guest.leave();
  }, 180_000);
});
