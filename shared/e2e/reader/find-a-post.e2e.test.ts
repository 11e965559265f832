import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { appNames } from '../../contracts/apps.js';
import type { MenuItemDto } from '../../contracts/dtos/blog.js';
import { operator } from '../../contracts/viewer.js';
import { describeInBrowser } from '../../testing/browser/describe-in-browser.js';
import { openBrowser } from '../../testing/browser/open-browser.js';
import { startStreetUnderTest, type StreetUnderTest } from '../../testing/street-under-test.js';
import { newReader, type Reader } from './reader.js';

const item = (label: string, href: string, ...children: MenuItemDto[]): MenuItemDto => ({ label, href, children });

/** Three deep, and something of each of the six. */
const menu = [
  item(
    'The bakehouse',
    'blog:/tag/bread/',
    item('On the shelves', 'market:/'),
    item('To read', 'blog:/archive/', item('How the oven works', 'blog:/forty-loaves-an-hour/')),
  ),
  item('The hall', 'events:/', item('Who comes', 'federation:/')),
  item('Yours', 'account:/', item('What you want', 'cart:/')),
];

describeInBrowser('a reader finds a post', (chromiumPath) => {
  let street: StreetUnderTest;
  let browser: Browser;

  beforeAll(async () => {
    street = await startStreetUnderTest();
    await street.house.fill(({ blog }) => blog.saveMenu(operator, menu));
    browser = await openBrowser(chromiumPath);
  });

  afterAll(async () => {
    await browser.close();
    await street.stop();
  });

  describe.each([
    ['with scripts', true],
    ['with scripts off', false],
  ])('%s', (_, javaScriptEnabled) => {
    let reader: Reader;

    beforeAll(async () => {
      reader = await newReader(browser, street, { javaScriptEnabled });
    });

    beforeEach(() => {
      reader.complaints.length = 0;
    });

    afterAll(() => reader.leave());

    const arrived = async (slug: string, title: string) => {
      await reader.page.waitForURL(street.url('blog', `/${slug}/`));
      expect(await reader.page.locator('h1').innerText()).toBe(title);
      expect(reader.complaints).toEqual([]);
    };

    test.each(appNames)('by the menu, three deep, from the first page of %s', async (app) => {
      await reader.open(street.url(app));
      const nav = reader.page.getByRole('navigation', { name: 'More of the house' });
      const link = nav.getByRole('link', { name: 'How the oven works' });
      expect(await link.isVisible()).toBe(false);
      await nav.getByText('The bakehouse').first().click();
      await link.click();
      await arrived('forty-loaves-an-hour', 'Forty loaves an hour');
    });

    test('by a search with a slip of the finger', async () => {
      await reader.open(street.url('market'));
      await reader.page.getByRole('searchbox').fill('towpth miles');
      await reader.page.getByRole('searchbox').press('Enter');
      await reader.page.waitForURL(/\/search\?q=towpth/);
      expect(await reader.page.getByRole('status').first().innerText()).toMatch(
        /Nothing says “towpth miles”. This is what says “towpath miles”/,
      );
      expect(await reader.page.locator('.hit mark').first().innerText()).toMatch(/towpath|miles/i);
      await reader.page.getByRole('link', { name: 'Two miles of towpath' }).click();
      await arrived('two-miles-of-towpath', 'Two miles of towpath');
    });

    test('by a subject, from another post about it', async () => {
      await reader.open(street.url('blog', '/forty-loaves-an-hour/'));
      await reader.page.getByLabel('Filed under').getByRole('link', { name: 'Bread' }).click();
      await reader.page.waitForURL(street.url('blog', '/tag/bread/'));
      await reader.page.getByRole('link', { name: 'Bread and tomato soup' }).click();
      await arrived('bread-and-tomato-soup', 'Bread and tomato soup');
    });
  });

  test('every entry of the menu leads to a page of the site that it names', async () => {
    const reader = await newReader(browser, street);
    await reader.open(street.url('cart'));
    const hrefs = await reader.page.evaluate<string[]>(
      `[...document.querySelectorAll('.menu a')].map(({ href }) => href)`,
    );
    expect(new Set(hrefs.map((href) => new URL(href).origin)).size).toBe(appNames.length);
    for (const href of hrefs) await reader.open(href);
    expect(reader.complaints).toEqual([]);
    await reader.leave();
  });

  test('whatever address our maps name is there, and asks nobody else for anything', async () => {
    const reader = await newReader(browser, street);
    const addresses = await addressesOf(street);
    expect(addresses.length).toBeGreaterThan(40);
    for (const address of addresses) await reader.open(address);
    expect(reader.complaints).toEqual([]);
    await reader.leave();
  }, 120_000);
});

/** All that the sitemaps of all six sites name. */
async function addressesOf({ house }: StreetUnderTest): Promise<string[]> {
  const locations = async (url: string) => {
    const { hostname, pathname } = new URL(url);
    const app = appNames.find((name) => hostname.startsWith(`${name}.`)) ?? 'blog';
    const { text } = await house.apps[app].ask(pathname);
    return [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address);
  };
  const addresses: string[] = [];
  for (const map of await locations('http://blog/sitemap.xml')) addresses.push(...(await locations(map)));
  return addresses;
}
