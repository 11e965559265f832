import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OutsideBrowser, Rest } from '@rose-ash/shared/testing/outsider/browser';
import { tokensOf, type OutsideClient } from '@rose-ash/shared/testing/outsider/client';
import { submitThe, type Somebody } from '@rose-ash/shared/testing/outsider/member';
import { headerOf } from '@rose-ash/shared/testing/outsider/net';
import { openOutsideWorld, type OutsideWorld } from '@rose-ash/shared/testing/outsider/outside-world';

/** Over https, as it is outside of a workshop. */
let world: OutsideWorld;

beforeAll(async () => {
  world = await openOutsideWorld({ https: true });
  await world.arrive(world.browser(), world.library);
  await world.come(world.browser(), world.library.wish(), world.moth);
}, 60_000);

afterAll(() => world.stop());

const host = 'federation.rose.localhost';
const has = (name: string) => (form: { fields: object }) => name in form.fields;
const begin = (browser: OutsideBrowser, client: OutsideClient = world.library) =>
  browser.go(client.wish().url, { from: new URL(world.site.origin) });

const sessionOf = (browser: OutsideBrowser) =>
  browser.jar.list(host).find(({ name }) => name === '__Host-op_session')?.value;

/** Gives an address, and waits for the mail. */
async function askForCode(browser: OutsideBrowser, rest: Rest, { email }: Somebody) {
  const before = (await world.post.mailsTo(email)).length;
  const asked = await submitThe(browser, rest, has('email'), { email });
  const { text } = await world.post.next(email, before);
  const link = /https?:\S+\/sign-in\/link\/\S+/.exec(text)?.[0] ?? '';
  return { asked, code: /\b\d{6}\b/.exec(text)?.[0] ?? '', link };
}

/** OWASP: what a page that signs people in must say to browsers. */
function expectGuarded({ answer, page }: Rest): void {
  expect(headerOf(answer, 'cache-control')).toMatch(/no-store/);
  expect(headerOf(answer, 'x-frame-options')).toBe('DENY');
  expect(headerOf(answer, 'x-content-type-options')).toBe('nosniff');
  expect(headerOf(answer, 'referrer-policy')).toMatch(/^(same-origin|no-referrer|strict-origin-when-cross-origin)$/);
  const policy = headerOf(answer, 'content-security-policy');
  for (const words of ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", 'form-action ']) {
    expect(policy).toContain(words);
  }
  expect(policy).not.toMatch(/'unsafe-(inline|eval)'|form-action[^;]* (\*|https?:)( |;|$)/);
  expect(headerOf(answer, 'access-control-allow-origin')).toBe('');
  expect(page.inlineScripts).toEqual([]);
}

describe('C: cookies and pages', () => {
  test('C01 no script reads them, they are for https, for this host, and not for forms from elsewhere', async () => {
    const browser = world.browser();
    await world.arrive(browser, world.library);
    const set = browser.jar.offered.filter((line) => !/max-age=0|expires=Thu, 01 Jan 1970/i.test(line));
    expect(set.length).toBeGreaterThan(5);
    for (const line of set) {
      expect(line).toMatch(/; httponly/i);
      expect(line).toMatch(/; secure/i);
      expect(line).toMatch(/; samesite=(lax|strict)/i);
      const [name = ''] = line.split('=');
      // One hint, which says nothing of whose session it is, is for all six sites.
      if (name === 'rose_sso') expect(line).toMatch(/^rose_sso=1; .*domain=rose\.localhost/i);
      else expect([name, /domain=/i.test(line)]).toEqual([expect.stringMatching(/^__(Host|Secure)-/), false]);
    }
    expect(set.some((line) => /^__Host-op_session=[\w-]{27,}; path=\/;/i.test(line))).toBe(true);
    // All were taken: a browser throws away what breaks the rules of its name.
    const kept = browser.jar.list(host).map(({ name }) => name);
    expect(kept).toEqual(
      expect.arrayContaining(['__Host-op_session', '__Host-op_session.sig', '__Host-known', 'rose_sso']),
    );
  });

  test('C01 what a sign-in that is done leaves in the browser opens nothing', async () => {
    const browser = world.browser();
    const { answer } = await begin(browser);
    await world.come(browser, world.library.wish());
    for (const { name, path } of browser.jar.list(host).filter((cookie) => /interaction|resume/.test(cookie.name))) {
      expect([name, path]).toEqual([name, expect.stringMatching(/^\/(sign-in|oidc\/auth)\/[\w-]{20,}$/)]);
      if (path === answer.url.pathname || !path.startsWith('/sign-in/')) continue;
      expect((await browser.go(world.metadata.issuer + path)).answer.status).toBe(410);
    }
  });

  test('C02 the session has another id after somebody signed in, and the one of before is nobody’s', async () => {
    const browser = world.browser();
    const rest = await begin(browser);
    const before = sessionOf(browser);
    const fixed = browser.stolen();
    await world.come(browser, world.library.wish());
    const first = sessionOf(browser);
    expect(first).not.toBe(before);
    const silent = await fixed.go(world.library.wish({ prompt: 'none' }).url);
    expect(silent.left?.searchParams.get('error')).toBe('login_required');
    await world.come(browser, world.library.wish({ prompt: 'login' }));
    expect(sessionOf(browser)).not.toBe(first);
    expect(rest.left).toBeNull();
  });

  test('C03 pages of signing in, of agreeing, of signing out and of errors are guarded', async () => {
    const browser = world.browser();
    const ask = await begin(browser);
    expectGuarded(ask);
    const { asked } = await askForCode(browser, ask, world.fern);
    expectGuarded(asked);
    const someone = world.browser();
    const consent = await world.come(someone, world.choir.wish(), world.fern, {});
    expect(consent.page.heading).toContain('Choir');
    expectGuarded(consent);
    expectGuarded(await someone.go(world.metadata.end_session_endpoint));
    for (const change of [{ client_id: 'nobody' }, { redirect_uri: 'https://evil.test/' }]) {
      expectGuarded(await browser.go(world.library.wish(change).url));
    }
    expectGuarded(await browser.go(`${world.metadata.issuer}/sign-in/none`));
    expectGuarded(await browser.go(`${world.metadata.issuer}/consent/none`));
    expectGuarded(await browser.go(`${world.metadata.authorization_endpoint}/none`));
  });

  test('C04 an interaction is one browser’s: the address alone signs nobody in', async () => {
    const browser = world.browser();
    const rest = await begin(browser);
    const { asked, code, link } = await askForCode(browser, rest, world.fern);
    const thief = world.browser();
    await begin(thief);
    for (const url of [rest.answer.url, asked.answer.url]) {
      expect([400, 410]).toContain((await thief.go(url)).answer.status);
    }
    const from = asked.answer.url;
    const sent = await thief.go(from, { from, form: { code } });
    expect([sent.left, [400, 410].includes(sent.answer.status)]).toEqual([null, true]);
    const opened = await thief.go(link);
    expect(opened.left).toBeNull();
    expect(
      opened.page.forms.filter(({ action }) => !/leave|search|scheme/.test(action) && has('code')({ fields: {} })),
    ).toEqual([]);
    // Neither try cost the one whose it is anything.
    const done = await submitThe(browser, asked, has('code'), { code });
    const there = done.left ?? (await world.come(browser, world.library.wish())).left;
    expect(there?.searchParams.get('code')).toBeTruthy();
  });

  test('C04 a form from another site answers nothing in anybody’s name', async () => {
    const browser = world.browser();
    const { asked, code } = await askForCode(browser, await begin(browser), world.fern);
    for (const from of [new URL('https://evil.test/'), new URL(world.platform.urls.blog)]) {
      const { answer } = await browser.go(asked.answer.url, { from, form: { code } });
      expect([403, 410]).toContain(answer.status);
    }
    expect((await submitThe(browser, asked, has('code'), { code })).left).not.toBeNull();
  });

  test('C05 wrong codes are few, and then the right one is of no use any more', async () => {
    const browser = world.browser();
    const { asked, code } = await askForCode(browser, await begin(browser), world.fern);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    for (let round = 0; round < 5; round += 1) {
      const rest = await submitThe(browser, asked, has('code'), { code: wrong });
      expect([rest.left, rest.answer.status]).toEqual([null, 422]);
    }
    const late = await submitThe(browser, asked, has('code'), { code });
    expect(late.left).toBeNull();
    expect((await browser.go(world.library.wish({ prompt: 'none' }).url)).left?.searchParams.get('error')).toBe(
      'login_required',
    );
  });

  test('C05 nobody learns from the answer whether an address is a member’s', async () => {
    const look = async (email: string) => {
      const browser = world.browser();
      const { asked } = await askForCode(browser, await begin(browser), { email, name: '', handle: '' });
      const words = asked.page.words.replaceAll(email, '…').replace(/\d{2}:\d{2}/g, '–');
      return [asked.answer.status, words, asked.answer.url.pathname.replace(/\/sign-in\/[^/]+/, '')];
    };
    expect(await look('nobody@rose-ash.test')).toEqual(await look(world.fern.email));
  });
});

describe('W: two windows of one browser', () => {
  async function redeem(client: OutsideClient, wish: ReturnType<OutsideClient['wish']>, rest: Rest) {
    expect(rest.left?.searchParams.get('state')).toBe(wish.params['state']);
    const tokens = tokensOf(await client.exchange(wish, rest.left?.searchParams.get('code') ?? ''));
    return (await client.verify(tokens.id_token, { nonce: wish.params['nonce'] })).payload;
  }

  const agree = async (browser: OutsideBrowser, rest: Rest) =>
    rest.left === null ? submitThe(browser, rest, () => true, {}, 'yes') : rest;

  test('W01 two sites, step by step in turn: both finish, each with its own state and nonce', async () => {
    const browser = world.browser();
    const from = new URL(world.site.origin);
    const [one, two] = [world.library.wish(), world.choir.wish()];
    const [ask1, ask2] = [await browser.go(one.url, { from }), await browser.go(two.url, { from })];
    expect(ask1.answer.url.href).not.toBe(ask2.answer.url.href);
    const first = await askForCode(browser, ask1, world.fern);
    const second = await askForCode(browser, ask2, world.fern);
    // Each code is for the window that asked for it.
    if (first.code !== second.code) {
      expect((await submitThe(browser, first.asked, has('code'), { code: second.code })).answer.status).toBe(422);
    }
    const in1 = await submitThe(browser, first.asked, has('code'), { code: first.code });
    const in2 = await submitThe(browser, second.asked, has('code'), { code: second.code });
    const claims = [
      await redeem(world.library, one, await agree(browser, in1)),
      await redeem(world.choir, two, await agree(browser, in2)),
    ];
    expect(claims[0]?.sub).toBe(claims[1]?.sub);
    expect(claims[0]?.['sid']).not.toBe(claims[1]?.['sid']);
  });

  test('W02 one site twice, and a site of the house beside it', async () => {
    const browser = world.browser();
    const from = new URL(world.site.origin);
    const wishes = [world.library.wish(), world.library.wish()];
    const asks: Rest[] = [];
    for (const { url } of wishes) asks.push(await browser.go(url, { from }));
    const ours = await browser.go(`${world.platform.urls.blog}/auth/login?next=%2F%3Fhere%3D1`);
    const done: Rest[] = [];
    for (const ask of [...asks, ours]) {
      const { asked, code } = await askForCode(browser, ask, world.fern);
      done.push(await submitThe(browser, asked, has('code'), { code }));
    }
    for (const [index, wish] of wishes.entries()) await redeem(world.library, wish, await agree(browser, done[index]!));
    expect(done[2]?.answer.url.href).toBe(`${world.platform.urls.blog}/?here=1`);
    expect(browser.jar.list('blog.rose.localhost').map(({ name }) => name)).toContain('__Host-sid');
  });

  test('W03 both send at the same moment', async () => {
    const browser = world.browser();
    const from = new URL(world.site.origin);
    const [one, two] = [world.library.wish(), world.library.wish()];
    const ask1 = await browser.go(one.url, { from });
    const ask2 = await browser.go(two.url, { from });
    const first = await askForCode(browser, ask1, world.fern);
    const second = await askForCode(browser, ask2, world.fern);
    const [in1, in2] = await Promise.all([
      submitThe(browser, first.asked, has('code'), { code: first.code }),
      submitThe(browser, second.asked, has('code'), { code: second.code }),
    ]);
    await redeem(world.library, one, await agree(browser, in1));
    await redeem(world.library, two, await agree(browser, in2));
    expect((await browser.go(world.library.wish({ prompt: 'none' }).url)).left?.searchParams.has('code')).toBe(true);
  });

  test('W04 two people in two windows: the later one is who is signed in, and the site is told whom it has', async () => {
    const browser = world.browser();
    const from = new URL(world.site.origin);
    const [one, two] = [world.library.wish(), world.library.wish()];
    const ask1 = await browser.go(one.url, { from });
    const ask2 = await browser.go(two.url, { from });
    const ferns = await askForCode(browser, ask1, world.fern);
    const moths = await askForCode(browser, ask2, world.moth);
    const enter = async (wish: typeof one, { asked, code }: typeof ferns) =>
      redeem(world.library, wish, await agree(browser, await submitThe(browser, asked, has('code'), { code })));
    const in1 = await enter(one, ferns);
    const in2 = await enter(two, moths);
    expect(in2.sub).not.toBe(in1.sub);
    const now = world.library.wish({ prompt: 'none' });
    expect((await redeem(world.library, now, await browser.go(now.url))).sub).toBe(in2.sub);
  });

  test('W05 asked anew in one window while somebody else comes in by another: it is over, and says so', async () => {
    const { browser } = await world.signIn(world.library);
    const from = new URL(world.site.origin);
    const anew = world.library.wish({ prompt: 'login' });
    const ferns = await askForCode(browser, await browser.go(anew.url, { from }), world.fern);
    const [moths, mothsWish] = [world.library.wish({ prompt: 'login' }), world.library.wish({ prompt: 'none' })];
    const { sub } = await redeem(world.library, moths, await world.come(browser, moths, world.moth));
    const late = await submitThe(browser, ferns.asked, has('code'), { code: ferns.code });
    expect([late.left, late.answer.status]).toEqual([null, 410]);
    expect(late.page.heading).toBe('This page has had its time');
    expect((await redeem(world.library, mothsWish, await browser.go(mothsWish.url))).sub).toBe(sub);
  });
});

test('Z01 nothing of all that was the provider’s own fault', () => {
  expect(world.platform.logLines().filter(({ level }) => level === 'error')).toEqual([]);
});
