import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { eventually } from '@rose-ash/shared/testing/eventually';
import {
  arrive,
  askUserinfo,
  authPath,
  exchange,
  refresh,
  tokensOf,
  wishOf,
  type TestClient,
} from '@rose-ash/shared/testing/oidc/code-flow';
import { startProviderUnderTest, type ProviderUnderTest } from '@rose-ash/shared/testing/oidc/provider-under-test';
import type { Visitor } from '@rose-ash/shared/testing/oidc/visitor';
import { decodeProtectedHeader } from 'jose';
import { app } from '../app.js';
import { wire } from '../services.js';
import { finishSignIn } from './interactions.js';

let under: ProviderUnderTest;

beforeAll(async () => {
  under = await startProviderUnderTest({ app, wire, finishSignIn });
});

beforeEach(() => {
  under.sites.told.length = 0;
  under.sites.status = 200;
});

afterAll(() => under.stop());

const end = '/oidc/session/end';

async function signInTo(visitor: Visitor, ...clients: TestClient[]) {
  const all = [];
  for (const client of clients) {
    all.push(tokensOf(await exchange(under.app, client, await arrive(visitor, under.fern.id, client))));
  }
  return all;
}

async function signedIn(client = under.blog) {
  const visitor = under.visitor();
  const [tokens] = await signInTo(visitor, client);
  if (tokens === undefined) throw new Error('nobody signed in');
  return { visitor, tokens };
}

const isIn = async (visitor: Visitor) => {
  const { location } = await visitor.go(authPath(wishOf(under.blog, { prompt: 'none' })));
  return location?.searchParams.get('error') !== 'login_required';
};

const byeOf = ({ redirectUri }: TestClient) => redirectUri.replace('/auth/callback', '/auth/signed-out');

function leave(visitor: Visitor, query: Record<string, string>) {
  return visitor.ask(`${end}?${new URLSearchParams(query).toString()}`);
}

const xsrfOf = (text: string) => /name="xsrf" value="(\w+)"/.exec(text)?.[1] ?? '';

function confirm(visitor: Visitor, xsrf: string, headers: Record<string, string> = {}) {
  return visitor.ask(`${end}/confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    body: new URLSearchParams({ xsrf, logout: 'yes' }).toString(),
  });
}

describe('L: signing out', () => {
  test('one click on a site of ours is enough; nothing is left, and no copy of the cookie helps', async () => {
    const { visitor, tokens } = await signedIn();
    const copy = under.visitor();
    for (const [key, cookie] of visitor.cookies) copy.cookies.set(key, cookie);
    const answer = await leave(visitor, {
      ...{ id_token_hint: tokens.id_token, post_logout_redirect_uri: byeOf(under.blog), state: 'x y' },
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, `${byeOf(under.blog)}?state=x+y`]);
    expect(await isIn(visitor)).toBe(false);
    expect(await isIn(copy)).toBe(false);
    expect((await askUserinfo(under.app, tokens.access_token)).status).toBe(401);
    expect((await refresh(under.app, under.blog, tokens.refresh_token ?? '')).status).toBe(400);
  });

  test('a site that ended the session first sends the browser through, which forgets its dead cookie', async () => {
    const { visitor, tokens } = await signedIn();
    await under.fill(({ federation }) => federation.endAllSignIns(operator, under.fern.id));
    expect([...visitor.cookies.keys()].join()).toContain('op_session');
    const answer = await leave(visitor, {
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: byeOf(under.blog),
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, byeOf(under.blog)]);
    expect([...visitor.cookies.keys()].join()).not.toContain('op_session');
  });

  test('a browser that signed out on our page forgets the hint and what was kept for it', async () => {
    const { visitor } = await signedIn();
    const question = await leave(visitor, {});
    expect(question.headers['clear-site-data']).toBeUndefined();
    const { headers } = await confirm(visitor, xsrfOf(question.text));
    expect(headers['clear-site-data']).toBe('"cache", "storage"');
    const cookies = [headers['set-cookie'] ?? []].flat();
    expect(cookies).toContainEqual(expect.stringMatching(/^rose_sso=; Path=\/; Domain=[\w.]+; Max-Age=0;/));
    expect(cookies).toContainEqual(expect.stringMatching(/^sid=; Path=\/; Max-Age=0;/));
  });

  test('whoever only leads a browser there gets a question, and it stays signed in', async () => {
    const { visitor } = await signedIn();
    const other = await signedIn();
    const queries: Record<string, string>[] = [
      {},
      { client_id: under.blog.id },
      { post_logout_redirect_uri: byeOf(under.blog) },
      { client_id: under.blog.id, post_logout_redirect_uri: byeOf(under.blog), state: 'x' },
      // Of the same member, but another browser's.
      { id_token_hint: other.tokens.id_token },
    ];
    for (const query of queries) {
      const answer = await leave(visitor, query);
      expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('>Sign out?</h1>')]);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.text).not.toContain('<script>');
    }
    expect(await isIn(visitor)).toBe(true);
  });

  test('the question needs its own answer: a form from elsewhere, or a guess, ends nothing', async () => {
    const { visitor } = await signedIn();
    const xsrf = xsrfOf((await leave(visitor, {})).text);
    expect((await confirm(visitor, xsrf, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    expect((await confirm(visitor, 'guess')).status).toBe(400);
    expect(await isIn(visitor)).toBe(true);
    const answer = await confirm(visitor, xsrfOf((await leave(visitor, {})).text));
    expect(answer.status).toBe(303);
    const { text, headers } = await visitor.ask(String(answer.headers['location']));
    expect([text, headers['cache-control']]).toEqual([expect.stringContaining('You are signed out'), 'no-store']);
    expect(await isIn(visitor)).toBe(false);
  });

  test('a site that signs out with a form is answered with the question, whatever it shows', async () => {
    const { visitor, tokens } = await signedIn();
    const answer = await visitor.ask(end, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({
        ...{ id_token_hint: tokens.id_token, post_logout_redirect_uri: byeOf(under.blog), state: 's' },
      }).toString(),
    });
    expect(answer.status).toBe(303);
    const asked = await visitor.ask(String(answer.headers['location']));
    expect(asked.text).toContain('>Sign out?</h1>');
    expect(await isIn(visitor)).toBe(true);
    const gone = await confirm(visitor, xsrfOf((await visitor.ask(String(answer.headers['location']))).text));
    expect(gone.headers['location']).toBe(`${byeOf(under.blog)}?state=s`);
  });

  test('a hint that we did not sign names nobody', async () => {
    const { visitor } = await signedIn();
    const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
    for (const { id } of [under.tools, under.blog]) {
      const forged = `${part({ alg: 'RS256' })}.${part({ aud: id, sub: under.fern.id })}.${'A'.repeat(342)}`;
      const answer = await visitor.ask(end, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' },
        body: new URLSearchParams({ id_token_hint: forged }).toString(),
      });
      expect([answer.status, answer.headers['location']]).toEqual([303, `${end}?`]);
    }
  });

  test('what is no text is refused, and nothing breaks', async () => {
    const { visitor } = await signedIn();
    expect((await leave(visitor, { client_id: under.blog.id, state: '\0' })).status).toBe(400);
    expect((await leave(visitor, { client_id: '\0' })).status).toBe(400);
    expect(await isIn(visitor)).toBe(true);
  });

  test.each([
    ['an address that was never given', () => ({ post_logout_redirect_uri: 'http://evil.test/' }), 400],
    ['an address with a query added', () => ({ post_logout_redirect_uri: `${byeOf(under.blog)}?x=1` }), 400],
    ['a changed hint', (token: string) => ({ id_token_hint: `${token.slice(0, -4)}AAAA` }), 400],
    ['no hint at all', () => ({ id_token_hint: 'rubbish' }), 400],
  ])('%s leads nowhere', async (_what, change, status) => {
    const { visitor, tokens } = await signedIn();
    const answer = await leave(visitor, { id_token_hint: tokens.id_token, ...change(tokens.id_token) });
    expect([answer.status, answer.headers['location']]).toEqual([status, undefined]);
    expect(await isIn(visitor)).toBe(true);
  });

  test('where nobody is signed in any more there is nothing to ask, and no script is needed to go on', async () => {
    const { visitor, tokens } = await signedIn();
    await under.fill(({ federation }) => federation.endAllSignIns({ id: under.fern.id, roles: [] }));
    const query = { id_token_hint: tokens.id_token, post_logout_redirect_uri: byeOf(under.blog), state: 's' };
    for (const browser of [visitor, under.visitor()]) {
      const answer = await leave(browser, query);
      expect([answer.status, answer.headers['location']]).toEqual([303, `${byeOf(under.blog)}?state=s`]);
    }
    const answer = await leave(under.visitor(), {});
    expect([answer.status, answer.headers['location']]).toEqual([303, expect.stringMatching(/session\/end\/success$/)]);
  });

  test('a site of others asks by its name, and the form may lead back to it', async () => {
    const visitor = under.visitor();
    await signInTo(visitor, under.blog);
    const bye = under.tools.redirectUri.replace('/callback', '/bye');
    const answer = await leave(visitor, { client_id: under.tools.id, post_logout_redirect_uri: bye });
    expect(answer.text).toContain('<b>The tools library</b> says that you want to leave.');
    expect(answer.headers['content-security-policy']).toMatch(new RegExp(`form-action [^;]*${new URL(bye).origin}`));
  });

  test('who signs in as somebody else is signed out first, everywhere', async () => {
    const { visitor, tokens } = await signedIn();
    const wish = wishOf(under.blog, { prompt: 'login' });
    const flow = await arrive(visitor, under.moth.id, under.blog, wish);
    const after = tokensOf(await exchange(under.app, under.blog, flow));
    expect((await under.verify(after.id_token, under.blog)).sub).toBe(under.moth.id);
    expect((await askUserinfo(under.app, tokens.access_token)).status).toBe(401);
    const open = await under.fill(({ federation }) => federation.listSignIns(operator, under.moth.id));
    expect(open).toHaveLength(1);
  });
});

describe('B: telling the sites', () => {
  test('every client of the session is told, each under the name that it knows', async () => {
    const visitor = under.visitor();
    const [blog, market] = await signInTo(visitor, under.blog, under.market);
    await leave(visitor, { id_token_hint: blog?.id_token ?? '' });
    await eventually(
      () => under.sites.told.length,
      (count) => count >= 2,
    );
    for (const [client, tokens] of [
      [under.blog, blog],
      [under.market, market],
    ] as const) {
      const { host } = new URL(client.redirectUri);
      const told = under.sites.told.filter((one) => one.host === host);
      expect(told).toHaveLength(1);
      expect(told[0]).toMatchObject({ path: '/auth/backchannel-logout' });
      expect(told[0]?.contentType).toBe('application/x-www-form-urlencoded');
      const token = told[0]?.form.get('logout_token') ?? '';
      expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'logout+jwt', alg: 'RS256' });
      const claims = await under.verify(token, client);
      const { sub, sid } = await under.verify(tokens?.id_token ?? '', client);
      expect(claims).toMatchObject({ sub, sid, events: { 'http://schemas.openid.net/event/backchannel-logout': {} } });
      expect(claims).not.toHaveProperty('nonce');
      expect(claims.jti).toMatch(/^[0-9a-f-]{36}$/);
      expect(Number(claims.exp) - Number(claims.iat)).toBeLessThanOrEqual(120);
    }
  });

  test('a site that was away is told soon after it is back, with a token made then', async () => {
    under.sites.status = 0;
    const { visitor, tokens } = await signedIn();
    await leave(visitor, { id_token_hint: tokens.id_token });
    await eventually(
      () => under.sites.cut,
      (count) => count >= 3,
    );
    expect(await isIn(visitor)).toBe(false);
    under.sites.status = 200;
    const back = Date.now();
    await eventually(
      () => under.sites.told.length,
      (count) => count > 0,
    );
    const [told] = under.sites.told;
    expect(Number(told?.at) - back).toBeLessThan(5_000);
    const { iat } = await under.verify(told?.form.get('logout_token') ?? '', under.blog);
    expect(Number(iat) * 1_000).toBeGreaterThan(back - 2_000);
  });

  test('of a site that was away for long, with many waiting, each is told within five seconds of its return', async () => {
    under.sites.status = 0;
    const before = under.app.logLines.length;
    const sids = Array.from({ length: 24 }, (_, index) => `away-${index}-${Date.now()}`);
    const since = Date.now();
    await under.fill(async ({ federation }) => {
      for (const sid of sids) await federation.orderLogout({ clientId: 'blog', subject: under.fern.id, sid });
    });
    await eventually(Date.now, (now) => now - since > 20_000, 25_000);
    under.sites.status = 200;
    const back = Date.now();
    await eventually(
      () => under.sites.told.length,
      (count) => count >= sids.length,
    );
    expect(Math.max(...under.sites.told.map(({ at }) => at)) - back).toBeLessThan(5_000);
    const said = under.app.logLines
      .slice(before)
      .filter(({ msg, job }) => job === 'deliver-logout' && String(msg).includes('failed'));
    expect(said.filter(({ level }) => level === 'warn')).toHaveLength(1);
  }, 60_000);

  test('from a list: a member ends their own, an admin anybody’s, and each site hears of it', async () => {
    const { visitor, tokens } = await signedIn();
    const { sign_in: signInId } = await under.verify(tokens.id_token, under.blog);
    const fern = { id: under.fern.id, roles: [] };
    const moth = { id: under.moth.id, roles: [] };
    const endAs = (viewer: typeof fern) =>
      under.fill(({ federation }) => federation.endSignIn(viewer, String(signInId)));
    await expect(endAs(moth)).rejects.toMatchObject({ status: 404 });
    expect(await isIn(visitor)).toBe(true);
    await endAs(fern);
    expect(await isIn(visitor)).toBe(false);
    await expect(endAs(fern)).rejects.toMatchObject({ status: 404 });
    expect((await askUserinfo(under.app, tokens.access_token)).status).toBe(401);
    await eventually(
      () => under.sites.told.length,
      (count) => count > 0,
      25_000,
    );
  });
});
