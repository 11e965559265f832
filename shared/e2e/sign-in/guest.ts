import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { firstPartyClients } from '../../infrastructure/oidc/first-party.js';
import { authPath, wishOf, type TestClient } from '../../testing/oidc/code-flow.js';
import { eventually } from '../../testing/eventually.js';
import type { ServicesOn } from '../../testing/services-on.js';
import type { StreetUnderTest } from '../../testing/street-under-test.js';
import { cutOff, hardToHit, sideways, tooSmall } from '../reader/looks.js';
import { standing } from '../reader/walk.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const askAxe = `axe.run(document, { resultTypes: ['violations'], iframes: false, rules: { 'target-size': { enabled: true } } })
  .then(({ violations }) => violations.map(({ id, nodes }) => id + ' at ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`;

/** Somebody whom the blog sends to sign in. */
export interface Guest {
  page: Page;
  /** What the browser complained of. */
  complaints: string[];
  /** Comes from the blog to the first page. @param ask what the blog asks for beside the usual. */
  begin(ask?: Record<string, string>): Promise<void>;
  /** What the newest mail holds. */
  newestMail(): Promise<{ code: string; token: string }>;
  /** What somebody could not read, reach or hear of on this page. */
  faults(): Promise<string[]>;
  /** Where the blog is told who came. */
  arrived(): Promise<URL>;
  leave(): Promise<void>;
}

export async function newGuest(
  browser: Browser,
  street: StreetUnderTest,
  behind: ServicesOn,
  options: BrowserContextOptions,
): Promise<Guest> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const blog = clientOf(street);
  // What the blog makes of it is its own matter.
  const isOurs = () => page.url().startsWith(street.url('federation'));
  page.on('console', (said) => {
    if (said.type() === 'error' && isOurs()) complaints.push(`${page.url()}: ${said.text()}`);
  });
  page.on('pageerror', ({ message }) => complaints.push(`${page.url()}: ${message}`));
  const arrivals: URL[] = [];
  page.on('request', (asked) => {
    if (asked.url().startsWith(`${blog.redirectUri}?`)) arrivals.push(new URL(asked.url()));
  });
  return {
    ...{ page, complaints },
    async begin(ask = {}) {
      await page.goto(street.url('federation', authPath(wishOf(blog, ask))));
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    },
    async newestMail() {
      const [mail] = await behind.rows<{ data: { code: string; token: string } }>(
        `select data from mails where template = 'federation/sign-in' order by id desc limit 1`,
      );
      if (mail === undefined) throw new Error('no mail was written');
      return mail.data;
    },
    faults: () => findFaults(page, options),
    async arrived() {
      const [url] = await eventually(
        () => arrivals,
        ({ length }) => length > 0,
        30_000,
      );
      await page.waitForLoadState();
      if (url === undefined) throw new Error('nobody came back to the blog');
      return url;
    },
    leave: () => context.close(),
  };
}

/**
 * Waits for a page whose header knows whoever is signed in. On a busy machine it may stand there without a name, since each
 * part of a page has so much time and no more, and nobody is sent to a provider that was slow to answer: whoever looks again
 * finds it, and a stranger never does.
 */
export async function waitToBeKnown(page: Page, name = ''): Promise<void> {
  const you = page.locator('details.you > summary', { hasText: name });
  await eventually(
    async () => {
      await page.locator('[data-fragment="account/menu"]').first().waitFor();
      if ((await you.count()) === 1) return true;
      await page.reload();
      return false;
    },
    (isKnown) => isKnown,
    60_000,
  );
}

/** Waits until the keyboard stands in a field: a browser reads the page to its end before it puts anybody into one. */
export async function waitForField(page: Page): Promise<void> {
  await eventually(
    async () => (await standing(page)).name,
    (name) => name.includes('input'),
    30_000,
  );
}

/** What somebody could not read, reach or hear of on this page. */
export async function findFaults(page: Page, { javaScriptEnabled }: BrowserContextOptions): Promise<string[]> {
  const found: string[] = [];
  for (const look of [sideways, cutOff, tooSmall, hardToHit]) found.push(...(await look(page)));
  if (javaScriptEnabled === false) return found;
  await page.evaluate(axe);
  return [...found, ...(await page.evaluate<string[]>(askAxe))];
}

function clientOf({ house }: StreetUnderTest): TestClient {
  const blog = firstPartyClients(house.apps.federation.config).find(({ id }) => id === 'blog');
  if (blog === undefined) throw new Error('the blog is none of ours');
  return blog;
}
