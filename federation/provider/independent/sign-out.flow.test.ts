import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '@rose-ash/shared/testing/eventually';
import type { OutsideBrowser, Rest } from '@rose-ash/shared/testing/outsider/browser';
import type { OutsideClient } from '@rose-ash/shared/testing/outsider/client';
import { headerOf } from '@rose-ash/shared/testing/outsider/net';
import { openOutsideWorld, type OutsideWorld, type SignedIn } from '@rose-ash/shared/testing/outsider/outside-world';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';

let world: OutsideWorld;

beforeAll(async () => {
  world = await openOutsideWorld();
}, 60_000);

beforeEach(() => {
  world.site.visits.length = 0;
});

afterAll(() => world.stop());

type Words = Record<string, string>;

const byeOf = (client: OutsideClient) => client.registered.postLogoutRedirectUri;

/** Comes from a page of the site, as its own button would send somebody. */
function leave(browser: OutsideBrowser, said: Words): Promise<Rest> {
  const url = new URL(world.metadata.end_session_endpoint);
  url.search = new URLSearchParams(said).toString();
  return browser.go(url, { from: new URL(world.site.origin) });
}

const isIn = async (browser: OutsideBrowser) => {
  const { left } = await browser.go(world.library.wish({ prompt: 'none' }).url);
  return left?.searchParams.get('error') !== 'login_required';
};

const isQuestion = ({ left, answer, page }: Rest) =>
  left === null && answer.status === 200 && page.forms.some(({ fields }) => 'xsrf' in fields);

const confirm = (browser: OutsideBrowser, rest: Rest) => browser.submit(rest, 'Sign out');

describe('L: signing out', () => {
  test('L01 a site’s sign-out, confirmed, comes back with its state; nobody is known, nor a copy of the cookie', async () => {
    const { browser, tokens } = await world.signIn(world.library, { scope: 'openid' });
    const thief = browser.stolen();
    const said = { id_token_hint: tokens.id_token, post_logout_redirect_uri: byeOf(world.library), state: 'a b&c' };
    const asked = await leave(browser, said);
    expect(isQuestion(asked)).toBe(true);
    const gone = await confirm(browser, asked);
    expect(gone.left?.href).toBe(`${byeOf(world.library)}?state=a+b%26c`);
    expect(await isIn(browser)).toBe(false);
    expect(await isIn(thief)).toBe(false);
    expect((await world.library.userinfo(tokens.access_token)).status).toBe(401);
    // Somebody who has gone is not asked twice.
    expect((await leave(browser, said)).left?.href).toBe(`${byeOf(world.library)}?state=a+b%26c`);
  });

  test('L01 one click on a site of the house is enough, and ends the session for the library, too', async () => {
    const browser = world.browser();
    await world.arrive(browser, world.library);
    const blog = world.platform.urls.blog;
    await browser.go(`${blog}/`);
    const rest = await browser.go(`${blog}/auth/logout`, { from: new URL(`${blog}/`), form: {} });
    expect(rest.left).toBeNull();
    expect([rest.answer.status, rest.answer.url.pathname]).toEqual([200, '/auth/signed-out']);
    expect(await isIn(browser)).toBe(false);
  });

  describe('L02 the seven ways of the suite', () => {
    let signed: SignedIn;
    const hint = () => ({ id_token_hint: signed.tokens.id_token });
    const bye = () => ({ post_logout_redirect_uri: byeOf(world.library) });

    beforeEach(async () => {
      signed = await world.signIn(world.library);
    });

    const nowhere: [string, () => Words][] = [
      ['an address that was never given', () => ({ ...hint(), post_logout_redirect_uri: 'https://evil.test/' })],
      ['an address with a query added', () => ({ ...hint(), post_logout_redirect_uri: `${byeOf(world.library)}?x=1` })],
      ['the redirect URI', () => ({ ...hint(), post_logout_redirect_uri: world.library.registered.redirectUri })],
      ['another client’s address', () => ({ ...hint(), post_logout_redirect_uri: byeOf(world.choir) })],
      ['a changed hint', () => ({ ...bye(), id_token_hint: `${signed.tokens.id_token.slice(0, -6)}AAAAAA` })],
      ['a hint that nobody signed', () => ({ ...bye(), id_token_hint: unsigned(signed.tokens.id_token) })],
      ['a hint that is none', () => ({ ...bye(), id_token_hint: 'rubbish' })],
      ['a hint of another client', () => ({ ...hint(), ...bye(), client_id: world.choir.registered.id })],
      ['an access token for a hint', () => ({ ...bye(), id_token_hint: signed.tokens.access_token })],
    ];

    test.each(nowhere)('%s leads nowhere: a page of the house, and still signed in', async (_what, said) => {
      const rest = await leave(signed.browser, { ...said(), state: 's' });
      expect([rest.left, rest.answer.status]).toEqual([null, 400]);
      expect(rest.page.heading).not.toBe('');
      expect(rest.answer.text).not.toContain('evil.test');
      expect(await isIn(signed.browser)).toBe(true);
    });

    const stays: [string, () => Words][] = [
      ['nothing at all', () => ({})],
      ['a state alone', () => ({ state: 's' })],
      ['a hint alone', hint],
      ['a hint and a state', () => ({ ...hint(), state: 's' })],
      ['a client alone', () => ({ client_id: world.library.registered.id })],
    ];

    test.each(stays)('%s asks, signs out, and stays with the house', async (_what, said) => {
      const asked = await leave(signed.browser, said());
      expect(isQuestion(asked)).toBe(true);
      const gone = await confirm(signed.browser, asked);
      expect([gone.left, gone.answer.status]).toEqual([null, 200]);
      expect(gone.page.heading).toBe('You are signed out');
      expect(await isIn(signed.browser)).toBe(false);
    });

    test('no state: none comes back', async () => {
      const asked = await leave(signed.browser, { ...hint(), ...bye() });
      expect((await confirm(signed.browser, asked)).left?.href).toBe(byeOf(world.library));
    });

    test('no hint, but the client: it may lead back, once it was confirmed', async () => {
      const asked = await leave(signed.browser, { ...bye(), client_id: world.library.registered.id, state: 's' });
      expect(isQuestion(asked)).toBe(true);
      expect((await confirm(signed.browser, asked)).left?.href).toBe(`${byeOf(world.library)}?state=s`);
    });

    test('an address without anybody to whom it belongs leads nowhere', async () => {
      const rest = await leave(signed.browser, bye());
      const gone = isQuestion(rest) ? await confirm(signed.browser, rest) : rest;
      expect(gone.left).toBeNull();
    });

    test('as a form of the site (RP-Initiated Logout, 2)', async () => {
      const from = new URL(world.site.origin);
      const form = { ...hint(), ...bye(), state: 's' };
      const asked = await signed.browser.go(world.metadata.end_session_endpoint, { from, form });
      expect(isQuestion(asked)).toBe(true);
      expect(await isIn(signed.browser)).toBe(true);
      const again = await signed.browser.go(world.metadata.end_session_endpoint, { from, form });
      expect((await confirm(signed.browser, again)).left?.href).toBe(`${byeOf(world.library)}?state=s`);
    });
  });

  test('L03 being led there ends nothing, by whatever element of another page', async () => {
    const { browser } = await world.signIn(world.library);
    const url = world.metadata.end_session_endpoint;
    for (const [dest, mode] of [
      ['image', 'no-cors'],
      ['iframe', 'navigate'],
      ['document', 'navigate'],
    ]) {
      const headers = { 'sec-fetch-dest': dest ?? '', 'sec-fetch-mode': mode ?? '' };
      const { answer } = await browser.go(url, { from: new URL('https://evil.test/'), headers });
      // Nor may the question be shown inside of another page, where somebody presses what they do not see.
      expect(headerOf(answer, 'x-frame-options')).toBe('DENY');
      expect(headerOf(answer, 'content-security-policy')).toContain("frame-ancestors 'none'");
    }
    expect(await isIn(browser)).toBe(true);
  });

  test('L04 the question wants its own answer', async () => {
    const { browser } = await world.signIn(world.library);
    const asked = await leave(browser, {});
    const { url } = asked.answer;
    const [form] = asked.page.forms.filter(({ fields }) => 'xsrf' in fields);
    const target = new URL(form?.action ?? '', url);
    const xsrf = form?.fields['xsrf'] ?? '';
    const elsewhere = await world.signIn(world.library);
    const others = (await leave(elsewhere.browser, {})).page.forms.find(({ fields }) => 'xsrf' in fields);
    const tries: [URL, Words][] = [
      [url, { logout: 'yes' }],
      [url, { logout: 'yes', xsrf: 'guess' }],
      [url, { logout: 'yes', xsrf: others?.fields['xsrf'] ?? '' }],
      [new URL('https://evil.test/'), { logout: 'yes', xsrf }],
      [new URL(world.platform.urls.blog), { logout: 'yes', xsrf }],
    ];
    for (const [from, words] of tries) {
      const { answer } = await browser.go(target, { from, form: words });
      expect([400, 403]).toContain(answer.status);
    }
    expect(await isIn(browser)).toBe(true);
    // Nor with another browser's cookies, or none.
    expect((await world.browser().go(target, { from: url, form: { logout: 'yes', xsrf } })).answer.status).toBe(400);
    expect(await isIn(browser)).toBe(true);
    expect((await confirm(browser, await leave(browser, {}))).page.heading).toBe('You are signed out');
  });
});

describe('B: telling the sites', () => {
  /** Sign-outs of before may still be on their way, so what is looked for has the name of a session. */
  const toldTo = (client: OutsideClient, sid: unknown) =>
    world.site.visits.filter(
      ({ url, body }) => url.pathname === hearingOf(client) && decodeJwt(tokenIn(body))['sid'] === sid,
    );

  async function sidOf({ tokens, wish }: SignedIn, client = world.library) {
    return (await client.verify(tokens.id_token, { nonce: wish.params['nonce'] })).payload['sid'];
  }

  async function claimsOf(client: OutsideClient, sid: unknown) {
    const [visit] = await eventually(
      () => toldTo(client, sid),
      ({ length }) => length > 0,
      20_000,
    );
    const { payload } = await jwtVerify(tokenIn(visit!.body), createLocalJWKSet(await client.keys()), {
      ...{ issuer: world.metadata.issuer, audience: client.registered.id, algorithms: ['RS256'], typ: 'logout+jwt' },
    });
    return { visit: visit!, payload };
  }

  test('B01 every site of the session is told, by a token that holds what it must and nothing that it must not', async () => {
    const browser = world.browser();
    const first = await world.signIn(world.library, { scope: 'openid' }, browser);
    const second = await world.signIn(world.choir, { scope: 'openid' }, browser);
    const asked = await leave(browser, { id_token_hint: first.tokens.id_token });
    const at = Date.now();
    await confirm(browser, asked);
    const jtis = new Set<unknown>();
    for (const [client, { tokens, wish }] of [
      [world.library, first],
      [world.choir, second],
    ] as const) {
      const idToken = (await client.verify(tokens.id_token, { nonce: wish.params['nonce'] })).payload;
      const { visit, payload } = await claimsOf(client, idToken['sid']);
      expect(visit.method).toBe('POST');
      expect(visit.at - at).toBeLessThan(10_000);
      expect(headerOf(visit, 'content-type')).toMatch(/^application\/x-www-form-urlencoded/);
      expect(visit.headers['cookie']).toBeUndefined();
      expect([...new URLSearchParams(visit.body).keys()]).toEqual(['logout_token']);
      // Back-Channel Logout, 2.4.
      expect(payload).toMatchObject({ sub: idToken.sub, sid: idToken['sid'], aud: client.registered.id });
      expect(payload['events']).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} });
      expect(payload).not.toHaveProperty('nonce');
      expect(Math.abs(Number(payload.iat) - at / 1_000)).toBeLessThan(15);
      expect(Number(payload.exp) - Number(payload.iat)).toBeLessThanOrEqual(180);
      expect(String(payload.jti).length).toBeGreaterThan(10);
      jtis.add(payload.jti);
    }
    expect(jtis.size).toBe(2);
  });

  test('B01 a site that was not part of it, and the session of another browser, hear nothing', async () => {
    const here = await world.signIn(world.library);
    const there = await world.signIn(world.library);
    await confirm(here.browser, await leave(here.browser, {}));
    const sid = await sidOf(here);
    const { payload } = await claimsOf(world.library, sid);
    expect(toldTo(world.library, await sidOf(there))).toEqual([]);
    const ofChoir = world.site.visits.filter(({ url }) => url.pathname === hearingOf(world.choir));
    expect(ofChoir.map(({ body }) => decodeJwt(tokenIn(body)).sub)).not.toContain(payload.sub);
    expect(await isIn(there.browser)).toBe(true);
    expect((await world.library.userinfo(there.tokens.access_token)).status).toBe(200);
  });

  test('B02 what the session gave out is over with it; what was given for being away goes on', async () => {
    const browser = world.browser();
    const offline = await world.signIn(world.choir, { scope: 'openid offline_access', prompt: 'consent' }, browser);
    const { tokens } = await world.signIn(world.library, {}, browser);
    await confirm(browser, await leave(browser, {}));
    expect((await world.library.userinfo(tokens.access_token)).status).toBe(401);
    expect((await world.library.introspect(tokens.access_token)).json()).toEqual({ active: false });
    // Back-Channel Logout, 2.7: offline access is left alone.
    expect((await world.choir.refresh(offline.tokens.refresh_token ?? '')).status).toBe(200);
  });
});

test('Z01 nothing of all that was the provider’s own fault', () => {
  expect(world.platform.logLines().filter(({ level }) => level === 'error')).toEqual([]);
});

const hearingOf = ({ registered }: OutsideClient) =>
  new URL(registered.redirectUri).pathname.replace('callback', 'logout');

const tokenIn = (body: string) => new URLSearchParams(body).get('logout_token') ?? '';

function unsigned(token: string): string {
  const [, body = ''] = token.split('.');
  return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
}
