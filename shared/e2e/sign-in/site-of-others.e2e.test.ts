import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describeInBrowser } from '../../testing/browser/describe-in-browser.js';
import { openBrowser } from '../../testing/browser/open-browser.js';
import { refusalOf, tokensOf, type Wish } from '../../testing/outsider/client.js';
import { openOutsideWorld, type OutsideWorld } from '../../testing/outsider/outside-world.js';
import { findFaults } from './guest.js';

const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const desk: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const looks: [string, BrowserContextOptions][] = [
  ['390 light', { ...phone, colorScheme: 'light' }],
  ['390 dark scripts off', { ...phone, colorScheme: 'dark', javaScriptEnabled: false }],
  ['1280 dark', { ...desk, colorScheme: 'dark' }],
  ['1280 light scripts off', { ...desk, colorScheme: 'light', javaScriptEnabled: false }],
];

/** A browser looks at every address that a form leads to, in a way that no other client does. */
describeInBrowser('a site of others, on another origin, over http in development', (chromiumPath) => {
  let world: OutsideWorld;
  let browser: Browser;

  beforeAll(async () => {
    world = await openOutsideWorld({ siteHost: 'localhost' });
    browser = await openBrowser(chromiumPath);
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await world.stop();
  });

  interface Walk {
    page: Page;
    complaints: string[];
    look(name: string): Promise<void>;
    /** Stands on a page of the site that leads on by a link or a form. */
    stand(kind: 'link' | 'form', target: URL): Promise<void>;
    code(): Promise<void>;
  }

  async function walk(name: string, options: BrowserContextOptions): Promise<Walk> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (said) => {
      // An error page answers with its status, which is what it is for.
      const isFault = said.type() === 'error' && !/status of 4\d\d/.test(said.text());
      if (isFault) complaints.push(`${page.url()}: ${said.text()}`);
    });
    page.on('pageerror', ({ message }) => complaints.push(`${page.url()}: ${message}`));
    const folder = process.env['ROSE_SHOTS'];
    return {
      ...{ page, complaints },
      async look(what) {
        if (folder) await page.screenshot({ path: `${folder}/${what}, ${name}.png`, fullPage: true });
        // Initials in the avatar are a picture, and their name stands beside it.
        const faults = (await findFaults(page, options)).filter((fault) => !fault.startsWith('span.avatar'));
        expect([what, faults]).toEqual([what, []]);
      },
      async stand(kind, target) {
        const fields = [...target.searchParams].map(
          ([key, value]) => `<input type="hidden" name="${key}" value="${value}">`,
        );
        const form = `<form method="post" action="${target.origin + target.pathname}">${fields.join('')}<button>Go</button></form>`;
        const link = `<a href="${target.href.replaceAll('&', '&amp;')}">Go</a>`;
        world.site.pages.set('/door', kind === 'link' ? link : form);
        await page.goto(`${world.site.origin}/door`);
        await page.getByText('Go').click();
      },
      async code() {
        const before = (await world.post.mailsTo(world.fern.email)).length;
        await page.getByLabel('Your e-mail address').fill(world.fern.email);
        await page.getByRole('button', { name: 'Send me a code' }).click();
        const { text } = await world.post.next(world.fern.email, before);
        await page.getByLabel('The code').fill(/\b\d{6}\b/.exec(text)?.[0] ?? '');
        await page.getByRole('button', { name: 'Sign in' }).click();
      },
    };
  }

  const back = async ({ page }: Walk, wish: Wish) => {
    await page.getByRole('heading', { name: 'Back at the library' }).waitFor();
    const { searchParams, origin } = new URL(page.url());
    expect(origin).toBe(world.site.origin);
    expect(searchParams.get('state')).toBe(wish.params['state']);
    return searchParams;
  };

  /** What the header calls whoever is there. The site that knows names is not part of this world, so nobody has one. */
  const greeting = async (page: Page) => (await page.locator('[data-fragment="account/menu"]').innerText()).trim();

  const everything = { scope: 'openid profile email offline_access', prompt: 'consent' };

  test.each(looks)(
    'in, asked, and out again (%s)',
    async (name, options) => {
      const one = await walk(name, options);
      const { page, look } = one;

      // Not now.
      let wish = world.library.wish(everything);
      await one.stand('link', wish.url);
      expect(await greeting(page)).toBe('Sign in');
      await page.getByRole('button', { name: 'Not now, back to The town library' }).click();
      expect((await back(one, wish)).get('error')).toBe('access_denied');

      // A question that comes as a form, a code, a no.
      wish = world.library.wish(everything);
      await one.stand('form', wish.url);
      await one.code();
      if (await page.getByLabel('Your handle').isVisible()) {
        await page.getByLabel('Your name').fill(world.fern.name);
        await page.getByLabel('Your handle').fill(world.fern.handle);
        await page.getByRole('button', { name: 'Agree and join' }).click();
      }
      await page.getByRole('heading', { name: 'The town library would like to know you' }).waitFor();
      expect(await greeting(page)).toBe('You');
      await look('consent');
      await page.getByRole('button', { name: 'No, go back' }).click();
      expect((await back(one, wish)).get('error')).toBe('access_denied');

      // And a yes, by a form from which the browser is sent to the site.
      wish = world.library.wish(everything);
      await one.stand('link', wish.url);
      await page.getByRole('button', { name: 'Agree and go on' }).click();
      const code = (await back(one, wish)).get('code') ?? '';
      const tokens = tokensOf(await world.library.exchange(wish, code));

      // Asked anew: the form with the code itself leads there.
      wish = world.library.wish({ prompt: 'login' });
      await one.stand('link', wish.url);
      expect(await greeting(page)).toBe('You');
      await look('sign in anew');
      await one.code();
      expect((await back(one, wish)).get('code')).toBeTruthy();

      // Signing out: asked about, and back.
      const out = new URL(world.metadata.end_session_endpoint);
      const { postLogoutRedirectUri: bye } = world.library.registered;
      out.search = new URLSearchParams({
        id_token_hint: tokens.id_token,
        post_logout_redirect_uri: bye,
        state: 's',
      }).toString();
      for (const kind of ['link', 'form'] as const) {
        await one.stand(kind, out);
        await page.getByRole('heading', { name: 'Sign out?' }).waitFor();
      }
      expect(await greeting(page)).toBe('You');
      await look('sign out');
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await page.getByRole('heading', { name: 'Back at the library' }).waitFor();
      expect(page.url()).toBe(`${bye}?state=s`);
      expect(refusalOf(await world.library.exchange(wish, 'x'))[0]).toBe(400);
      expect(one.complaints).toEqual([]);
      await page.context().close();
    },
    180_000,
  );

  test.each(looks)(
    'the answer comes as a form, where a site wants it so (%s)',
    async (name, options) => {
      const one = await walk(name, options);
      const wish = world.library.wish({ response_mode: 'form_post' });
      await one.stand('link', wish.url);
      world.site.visits.length = 0;
      await one.code();
      if (options.javaScriptEnabled === false) {
        await one.page.getByRole('heading', { name: 'Back to The town library' }).waitFor();
        await one.look('form post');
        await one.page.getByRole('button', { name: 'Go on' }).click();
      }
      await one.page.getByRole('heading', { name: 'Back at the library' }).waitFor();
      const [visit] = world.site.visits.filter(({ url }) => url.pathname.endsWith('/callback'));
      expect([visit?.method, new URLSearchParams(visit?.body).get('state')]).toEqual(['POST', wish.params['state']]);
      expect(one.complaints).toEqual([]);
      await one.page.context().close();
    },
    180_000,
  );

  test.each(looks)(
    'what goes wrong is said in plain words (%s)',
    async (name, options) => {
      const one = await walk(name, options);
      const { page, look } = one;
      const wish = world.library.wish();
      const changed = (change: Record<string, string>) => world.library.wish(change).url.href;
      const { issuer } = world.metadata;
      const pages: [string, string][] = [
        ['unknown client', changed({ client_id: '3f0c1f5e-4f0f-4c39-9d3f-6f2f0e8f3a11' })],
        ['other redirect', changed({ redirect_uri: 'http://evil.test/' })],
        ['unreadable', `${wish.url.href}&client_id=twice`],
        [
          'old pushed request',
          `${world.metadata.authorization_endpoint}?client_id=${world.library.registered.id}&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Aold`,
        ],
        ['nothing to go on with', `${world.metadata.authorization_endpoint}/0123456789012345678901`],
        ['sign-in over', `${issuer}/sign-in/0123456789012345678901`],
        ['consent over', `${issuer}/consent/0123456789012345678901`],
        [
          'bad sign-out',
          `${world.metadata.end_session_endpoint}?post_logout_redirect_uri=http%3A%2F%2Fevil.test&client_id=${world.library.registered.id}`,
        ],
        ['bad hint', `${world.metadata.end_session_endpoint}?id_token_hint=rubbish`],
        ['signed out', `${world.metadata.end_session_endpoint}/success`],
      ];
      for (const [what, url] of pages) {
        await page.goto(url);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(page.url()).toContain(issuer);
        expect(await page.content()).not.toContain('evil.test');
        await look(`error, ${what}`);
      }
      expect(one.complaints).toEqual([]);
      await page.context().close();
    },
    180_000,
  );
});
