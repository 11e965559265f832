import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import { appNames } from '../../contracts/apps.js';
import type { StreetUnderTest } from '../../testing/street-under-test.js';

/** Somebody who reads, with a browser of their own that writes down what a house should never do. */
export interface Reader {
  page: Page;
  /** Everything asked of anybody but our six sites, and everything the browser complained of. */
  complaints: string[];
  /** Opens a page that must be there. Throws when it is not. */
  open(url: string): Promise<void>;
  leave(): Promise<void>;
}

export async function newReader(
  browser: Browser,
  street: StreetUnderTest,
  options: BrowserContextOptions = {},
): Promise<Reader> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const origins = appNames.map((app) => `${new URL(street.url(app)).origin}/`);
  const isOurs = (url: string) => url.startsWith('data:') || origins.some((origin) => url.startsWith(origin));
  context.on('request', (asked: Request) => {
    if (!isOurs(asked.url())) complaints.push(`${page.url()} asks for ${asked.url()}`);
  });
  page.on('console', (said) => {
    if (said.type() === 'error') complaints.push(`${page.url()}: ${said.text()}`);
  });
  page.on('pageerror', ({ message }) => complaints.push(`${page.url()}: ${message}`));
  return {
    ...{ page, complaints },
    async open(url) {
      const answer = await page.goto(url);
      if (answer?.status() !== 200) throw new Error(`${url} answers ${String(answer?.status())}`);
    },
    leave: () => context.close(),
  };
}
