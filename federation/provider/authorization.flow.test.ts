import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { arrive, authPath, exchange, post, tokensOf, wishOf } from '@rose-ash/shared/testing/oidc/code-flow';
import { startProviderUnderTest, type ProviderUnderTest } from '@rose-ash/shared/testing/oidc/provider-under-test';
import { app } from '../app.js';
import { wire } from '../services.js';
import { finishSignIn } from './interactions.js';

let under: ProviderUnderTest;

beforeAll(async () => {
  under = await startProviderUnderTest({ app, wire, finishSignIn });
});

afterAll(() => under.stop());

const issuer = () => under.app.config.urls.federation;

/** What a browser that nobody signed in with is told, at the client's own address. */
async function refusal(extra: Record<string, string | undefined>) {
  const { location } = await under.visitor().go(authPath(wishOf(under.blog, extra)));
  return Object.fromEntries(location?.searchParams ?? []);
}

describe('A: authorization', () => {
  test('a member comes back with a code, the state and the issuer', async () => {
    const { blog, fern } = under;
    const { url, wish } = await arrive(under.visitor(), fern.id, blog);
    expect(url.origin + url.pathname).toBe(blog.redirectUri);
    expect(url.searchParams.get('state')).toBe(wish.query['state']);
    expect(url.searchParams.get('iss')).toBe(issuer());
    expect(url.searchParams.get('code')).toMatch(/^[\w-]{43}$/);
  });

  test.each([
    ['another path', (uri: string) => `${uri}/more`],
    ['a path that leads back', (uri: string) => `${uri}/../callback`],
    ['another host', () => 'http://evil.test/auth/callback'],
    ['a host that begins the same', (uri: string) => uri.replace('/auth', '.evil.test/auth')],
    ['another scheme', (uri: string) => uri.replace('http:', 'https:')],
    ['a query', (uri: string) => `${uri}?next=/`],
    ['a fragment', (uri: string) => `${uri}#x`],
    ['a name before the host', (uri: string) => uri.replace('//', '//blog@')],
    ['another client’s', () => under.market.redirectUri],
  ])('%s is no redirect URI: the browser stays here', async (_what, change) => {
    const wish = wishOf(under.blog, { redirect_uri: change(under.blog.redirectUri) });
    const { answer, location } = await under.visitor().go(authPath(wish));
    expect(location).toBeNull();
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toMatch(/html/);
    expect(answer.text).not.toContain('evil.test');
  });

  test.each([
    ['no challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['a plain challenge', { code_challenge_method: 'plain' }],
    ['a challenge of no method', { code_challenge_method: undefined }],
  ])('%s is refused', async (_what, extra) => {
    expect(await refusal(extra)).toMatchObject({ error: 'invalid_request', iss: issuer() });
  });

  test.each(['token', 'id_token', 'code id_token', 'none', 'code token'])('%s is no way to answer', async (type) => {
    const { location } = await under.visitor().go(authPath(wishOf(under.blog, { response_type: type })));
    const said = new URLSearchParams(location?.search ?? '');
    const fragment = new URLSearchParams(location?.hash.slice(1));
    expect(said.get('error') ?? fragment.get('error')).toBe('unsupported_response_type');
    expect(location?.href).not.toMatch(/[?#&](code|id_token|access_token)=/);
  });

  test('nobody is asked where the site says so, and it hears that nobody is there', async () => {
    expect(await refusal({ prompt: 'none' })).toMatchObject({ error: 'login_required' });
  });

  test('who is signed in comes back at once, also to a site where they never were', async () => {
    const visitor = under.visitor();
    await arrive(visitor, under.fern.id, under.blog);
    for (const client of [under.blog, under.market]) {
      const { location } = await visitor.go(authPath(wishOf(client, { prompt: 'none' })));
      expect(location?.href).toContain(`${client.redirectUri}?code=`);
    }
  });

  test.each([{ prompt: 'login' }, { max_age: '0' }])(
    '%o asks again, and the time of signing in moves',
    async (extra) => {
      const { blog, fern } = under;
      const visitor = under.visitor();
      const first = await arrive(visitor, fern.id, blog);
      const before = await under.verify(tokensOf(await exchange(under.app, blog, first)).id_token, blog);
      await eventually(
        () => Date.now() / 1_000,
        (now) => now > Number(before['auth_time']) + 1,
      );
      const { location } = await visitor.go(authPath(wishOf(blog, extra)));
      expect(location?.pathname).toMatch(/^\/sign-in\//);
      const again = await arrive(visitor, fern.id, blog, wishOf(blog, extra));
      const after = await under.verify(tokensOf(await exchange(under.app, blog, again)).id_token, blog);
      expect(Number(after['auth_time'])).toBeGreaterThan(Number(before['auth_time']));
      expect(after['sign_in']).toBe(before['sign_in']);
    },
  );

  test('what we do not know is passed over', async () => {
    const wish = wishOf(under.blog, { nonsense: '1', ui_locales: 'cy en', acr_values: 'x' });
    expect((await arrive(under.visitor(), under.fern.id, under.blog, wish)).code).not.toBe('');
  });

  test.each(['state', 'nonce', 'login_hint'])(
    'a %s is kept while somebody signs in, so it has a length',
    async (name) => {
      const { location } = await under.visitor().go(authPath(wishOf(under.blog, { [name]: 'x'.repeat(512) })));
      expect(location?.pathname).toMatch(/^\/sign-in\//);
      expect(await refusal({ [name]: 'x'.repeat(513) })).toMatchObject({ error: 'invalid_request' });
    },
  );

  test('a site without a nonce gets a token without one', async () => {
    const wish = wishOf(under.blog, { nonce: undefined });
    const arrived = await arrive(under.visitor(), under.fern.id, under.blog, wish);
    const claims = await under.verify(tokensOf(await exchange(under.app, under.blog, arrived)).id_token, under.blog);
    expect(claims).not.toHaveProperty('nonce');
  });

  test('a request object is refused, since nobody of ours sends one', async () => {
    expect(await refusal({ request: 'e30.e30.' })).toMatchObject({ error: 'request_not_supported' });
  });

  test.each([
    ['an unknown client', { client_id: '3f0c1f5e-4f0f-4c39-9d3f-6f2f0e8f3a11' }],
    ['markup for a client', { client_id: '"><script>alert(1)</script>' }],
    ['markup for an address', { redirect_uri: 'javascript:alert(1)//"><script>alert(1)</script>' }],
  ])('%s gets the house’s own page, which repeats nothing', async (_what, extra) => {
    const visitor = under.visitor();
    const { answer, location } = await visitor.go(authPath(wishOf(under.blog, extra)));
    expect(location).toBeNull();
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('alert(1)');
    expect(answer.text).toContain('<main id="main"');
  });

  test.each([
    ['state', '\0'],
    ['login_hint', 'a\0b'],
    ['client_id', '\0'],
    ['redirect_uri', 'http://x.test/\0'],
    ['nonce', '\0'],
    ['scope', 'openid \0'],
  ])('a %s that is no text is the site’s fault, not ours', async (name, value) => {
    const { answer, location } = await under.visitor().go(authPath(wishOf(under.blog, { [name]: value })));
    expect([400, 303]).toContain(answer.status);
    expect(location?.searchParams.get('error') ?? answer.status).not.toBe('server_error');
  });

  test('the same parameter twice is refused', async () => {
    const { location, answer } = await under.visitor().go(`${authPath(wishOf(under.blog))}&scope=openid`);
    expect(location?.searchParams.get('error') ?? answer.status).toBe('invalid_request');
  });

  test('a form is sent on by its address, since cookies that come with everybody’s forms would be needed', async () => {
    const { query } = wishOf(under.blog, { state: 'x\r\ny' });
    const send = (body: string, type = 'application/x-www-form-urlencoded') =>
      under.app.ask('/oidc/auth', {
        method: 'POST',
        headers: { 'content-type': type, 'sec-fetch-site': 'cross-site', accept: 'text/html' },
        body,
      });
    const twice = `${new URLSearchParams(query).toString()}&scope=openid`;
    const answer = await send(twice);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/oidc/auth?${twice}`]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await send('x'.repeat(9_000))).status).toBe(413);
    expect((await send('{}', 'application/json')).status).toBe(415);
  });

  test('an ID token says whom the site expects; somebody else is asked to sign in', async () => {
    const { blog, fern, moth } = under;
    const token = async (memberId: string) =>
      tokensOf(await exchange(under.app, blog, await arrive(under.visitor(), memberId, blog))).id_token;
    const visitor = under.visitor();
    await arrive(visitor, fern.id, blog);
    const ask = async (hint: string) =>
      (await visitor.go(authPath(wishOf(blog, { prompt: 'none', id_token_hint: hint })))).location?.searchParams;
    expect((await ask(await token(fern.id)))?.has('code')).toBe(true);
    expect((await ask(await token(moth.id)))?.get('error')).toBe('login_required');
  });

  test('a pushed request counts once, and for its own client', async () => {
    const { blog, market, fern } = under;
    const wish = wishOf(blog);
    const pushed = await post(under.app, '/oidc/request', blog, wish.query);
    expect(pushed.status).toBe(201);
    const { request_uri } = pushed.json() as { request_uri: string };
    const byReference = (client_id: string) => ({ ...wish, query: { client_id, request_uri } });
    const foreign = await under.visitor().go(authPath(byReference(market.id)));
    expect(foreign.location).toBeNull();
    expect((await arrive(under.visitor(), fern.id, blog, byReference(blog.id))).code).not.toBe('');
    const again = await under.visitor().go(authPath(byReference(blog.id)));
    expect(again.location).toBeNull();
    expect(again.answer.status).toBe(400);
  });
});
