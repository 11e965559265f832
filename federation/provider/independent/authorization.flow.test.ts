import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OutsideBrowser, Rest } from '@rose-ash/shared/testing/outsider/browser';
import { refusalOf, tokensOf, type OutsideClient } from '@rose-ash/shared/testing/outsider/client';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { headerOf } from '@rose-ash/shared/testing/outsider/net';
import { openOutsideWorld, type OutsideWorld } from '@rose-ash/shared/testing/outsider/outside-world';

let world: OutsideWorld;
/** Fern, who is signed in, and lets the library know her. */
let ferns: OutsideBrowser;

beforeAll(async () => {
  world = await openOutsideWorld();
  ferns = world.browser();
  await world.arrive(ferns, world.library, { scope: 'openid profile email' });
}, 60_000);

afterAll(() => world.stop());

type Extra = Record<string, string | undefined>;

const issuer = () => world.metadata.issuer;

/** Comes from the client's page, and stops at the first thing that is shown. */
function begin(browser: OutsideBrowser, extra: Extra, client = world.library): Promise<Rest> {
  return browser.go(client.wish(extra).url, { from: new URL(world.site.origin) });
}

const saidTo = ({ left }: Rest) => Object.fromEntries(left?.searchParams ?? []);

/** The page of an error: the browser stays here, and nothing that came with the request is repeated as markup. */
function expectStopped({ left, answer, page }: Rest, status = 400): void {
  expect(left).toBeNull();
  expect(answer.status).toBe(status);
  expect(headerOf(answer, 'content-type')).toMatch(/^text\/html/);
  expect(headerOf(answer, 'location')).toBe('');
  expect(page.heading).not.toBe('');
  expect(page.inlineScripts).toEqual([]);
}

async function idTokenOf(browser: OutsideBrowser, extra: Extra, client: OutsideClient = world.library) {
  const { wish, code } = await world.arrive(browser, client, extra);
  const { id_token: token, access_token: accessToken } = tokensOf(await client.exchange(wish, code));
  return { token, claims: (await client.verify(token, { nonce: wish.params['nonce'], accessToken })).payload };
}

describe('A: authorization', () => {
  test('A01 the code flow with PKCE comes back with code, state and issuer, and nothing else', async () => {
    const { url, wish, code } = await world.arrive(ferns, world.library);
    expect(url.origin + url.pathname).toBe(world.library.registered.redirectUri);
    expect([...url.searchParams.keys()].sort()).toEqual(['code', 'iss', 'state']);
    expect(url.hash).toBe('');
    expect(saidTo({ left: url } as Rest)).toMatchObject({ state: wish.params['state'], iss: issuer() });
    // RFC 6749, 10.10: it cannot be guessed.
    expect(code.length).toBeGreaterThanOrEqual(27);
  });

  const wrong: [string, (uri: string) => string | undefined][] = [
    ['another path', (uri) => `${uri}/more`],
    ['a path that leads back', (uri) => uri.replace('/callback', '/x/../callback')],
    ['another host', (uri) => uri.replace('127.0.0.1', 'evil.test')],
    ['another port', (uri) => uri.replace(/:\d+/, ':1')],
    ['another scheme', (uri) => uri.replace('http:', 'https:')],
    ['a query', (uri) => `${uri}?next=/`],
    ['a fragment', (uri) => `${uri}#x`],
    ['a name before the host', (uri) => uri.replace('//', '//evil.test@')],
    ['a host that begins the same', (uri) => uri.replace('127.0.0.1', '127.0.0.1.evil.test')],
    ['other letters', (uri) => uri.replace('/callback', '/CALLBACK')],
    ['an escaped letter', (uri) => uri.replace('/callback', '/%63allback')],
    ['a slash more', (uri) => `${uri}/`],
    ['another client’s', () => world.choir.registered.redirectUri],
    ['none at all', () => undefined],
  ];

  test.each(wrong)('A02 %s is no redirect URI', async (_what, change) => {
    const redirect_uri = change(world.library.registered.redirectUri);
    const rest = await begin(world.browser(), { redirect_uri });
    expectStopped(rest);
    expect(rest.answer.text).not.toContain('evil.test');
    // Nor for somebody who is signed in, where nobody would be asked.
    expectStopped(await begin(ferns, { redirect_uri, prompt: 'none' }));
  });

  test.each([
    ['A03 no challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['A04 a plain challenge', { code_challenge_method: 'plain' }],
    ['A04 a challenge of no method, which is plain (RFC 7636, 4.3)', { code_challenge_method: undefined }],
    ['A04 a challenge of a method that is none', { code_challenge_method: 'S512' }],
    ['A04 a challenge that is none', { code_challenge: 'short' }],
  ])('%s is refused, and the site is told', async (_what, extra) => {
    const wish = world.library.wish(extra);
    const rest = await ferns.go(wish.url);
    expect(saidTo(rest)).toMatchObject({ error: 'invalid_request', state: wish.params['state'], iss: issuer() });
    expect(saidTo(rest)).not.toHaveProperty('code');
  });

  test.each(['token', 'id_token', 'code id_token', 'code token', 'code id_token token', 'id_token token', 'none', ''])(
    'A05 “%s” is no way to answer',
    async (response_type) => {
      const { left } = await begin(ferns, { response_type });
      const said = new URLSearchParams([...(left?.searchParams ?? []), ...new URLSearchParams(left?.hash.slice(1))]);
      expect(['unsupported_response_type', 'invalid_request', 'unauthorized_client']).toContain(said.get('error'));
      for (const name of ['code', 'id_token', 'access_token']) expect(said.has(name)).toBe(false);
    },
  );

  test('A05 without a response type it is no request', async () => {
    expect(saidTo(await begin(ferns, { response_type: undefined }))).toMatchObject({ error: 'invalid_request' });
  });

  test('A06 prompt=none with nobody signed in says so, and shows nothing', async () => {
    const rest = await begin(world.browser(), { prompt: 'none' });
    expect(saidTo(rest)).toMatchObject({ error: 'login_required', iss: issuer() });
    expect(rest.way).toHaveLength(2);
  });

  test('A07 prompt=none with a session comes back at once', async () => {
    const rest = await begin(ferns, { prompt: 'none' });
    expect(saidTo(rest)['code']).toBeTruthy();
    expect(rest.way).toHaveLength(2);
  });

  test('A08 into a site of the house that was never visited: silently, with nothing pressed', async () => {
    // From the library's sign-in alone, through the pages of the sites themselves.
    const browser = world.browser();
    await world.arrive(browser, world.library);
    for (const site of ['blog', 'market'] as const) {
      const { answer, way } = await browser.go(`${world.platform.urls[site]}/`);
      expect(answer.status).toBe(200);
      expect(way.some((one) => one.includes('/oidc/auth?') && one.includes('prompt=none'))).toBe(true);
      const { hostname } = new URL(world.platform.urls[site]);
      expect(browser.jar.list(hostname).map(({ name }) => name)).toContain('sid');
    }
  });

  test('A08 into a site of others that was never agreed to: it hears that somebody must be asked', async () => {
    expect(saidTo(await begin(ferns, { prompt: 'none' }, world.choir))).toMatchObject({ error: 'consent_required' });
  });

  const later = async (since: number) => {
    await eventually(
      () => Date.now() / 1_000,
      // Of whole seconds, more than one has to be over.
      (now) => now > since + 2,
    );
  };

  test.each<[string, Extra]>([
    ['A09 prompt=login', { prompt: 'login' }],
    ['A10 max_age=1', { max_age: '1' }],
    ['A10 max_age=0', { max_age: '0' }],
  ])('%s asks again, and auth_time moves', async (_what, extra) => {
    const { claims: before } = await idTokenOf(ferns, { max_age: '10000' });
    expect(before['auth_time']).toEqual(expect.any(Number));
    await later(Number(before['auth_time']));
    // Whoever is asked anew is not believed to be somebody else silently.
    const silent = { ...extra, prompt: [extra['prompt'], 'none'].filter(Boolean).join(' ') };
    const refused = saidTo(await begin(ferns, silent));
    expect(['login_required', 'invalid_request']).toContain(refused['error']);
    const { claims: after } = await idTokenOf(ferns, extra);
    expect(Number(after['auth_time'])).toBeGreaterThan(Number(before['auth_time']));
    expect(after.sub).toBe(before.sub);
  });

  test('A10 max_age=10000 asks nobody who came just now, and says when they came', async () => {
    const rest = await begin(ferns, { max_age: '10000', prompt: 'none' });
    expect(saidTo(rest)['code']).toBeTruthy();
  });

  test.each(['-1', 'soon', '1.5', '99999999999999999999'])(
    'A10 max_age=%s is no number of seconds',
    async (max_age) => {
      const rest = await begin(ferns, { max_age, prompt: 'none' });
      expect(saidTo(rest)).toMatchObject({ error: 'invalid_request' });
    },
  );

  test('A11 what the provider does not know is passed over', async () => {
    const extra = { foo: 'bar', 'x-y': '1', resource_hint: 'z', prompt: 'none' };
    expect(saidTo(await begin(ferns, extra))['code']).toBeTruthy();
  });

  test('A12 a request that comes as a form is as good (OpenID Connect Core, 3.1.2.1)', async () => {
    const { params, url } = world.library.wish({ prompt: 'none' });
    const target = url.origin + url.pathname;
    const from = new URL(world.site.origin);
    expect(saidTo(await ferns.go(target, { from, form: params }))).toMatchObject({
      code: expect.any(String),
      state: params['state'],
    });
    expect(saidTo(await world.browser().go(target, { from, form: params }))).toMatchObject({ error: 'login_required' });
    const twice = `${new URLSearchParams(params).toString()}&scope=openid`;
    expect(saidTo(await ferns.go(target, { from, form: twice }))).toMatchObject({ error: 'invalid_request' });
  });

  test.each([
    ['A13 an unsigned request object', { request: 'eyJhbGciOiJub25lIn0.e30.' }, 'request_not_supported'],
    ['A13 a request object that is none', { request: 'x' }, 'request_not_supported'],
    ['A13 a request by address', { request_uri: 'https://evil.test/request' }, 'request_uri_not_supported'],
    ['A13 a registration', { registration: '{}' }, 'registration_not_supported'],
  ])('%s is refused by its name', async (_what, extra, error) => {
    const rest = await begin(ferns, extra);
    // Without a redirect URI that it believes, the provider says so itself.
    if (rest.left === null) expectStopped(rest);
    else expect(saidTo(rest)).toMatchObject({ error });
    expect(saidTo(rest)).not.toHaveProperty('code');
  });

  test.each([
    ['A14 an unknown client', { client_id: '3f0c1f5e-4f0f-4c39-9d3f-6f2f0e8f3a11' }],
    ['A14 no client', { client_id: undefined }],
    ['A14 an empty client', { client_id: '' }],
    ['A16 markup for a client', { client_id: '"><script>alert(1)</script>' }],
    ['A16 markup for an address', { redirect_uri: 'javascript:alert(1)//"><script>alert(1)</script>' }],
  ])('%s gets a page of the house, which repeats nothing', async (_what, extra) => {
    const rest = await begin(ferns, extra);
    expectStopped(rest);
    expect(rest.answer.text).not.toContain('alert(1)');
  });

  test.each(['login_hint', 'state', 'nonce', 'ui_locales', 'display', 'scope'])(
    'A16 markup in %s is never part of a page',
    async (name) => {
      const markup = '"><img src=x onerror=alert(1)>';
      const rest = await begin(world.browser(), { [name]: name === 'scope' ? `openid ${markup}` : markup });
      expect(rest.page.inlineScripts).toEqual([]);
      expect(rest.answer.text).not.toContain('<img src=x');
    },
  );

  test.each(['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'nonce', 'code_challenge', 'prompt'])(
    'A15 %s twice is refused',
    async (name) => {
      const { url, params } = world.library.wish({ prompt: 'none' });
      const rest = await ferns.go(`${url.href}&${name}=${encodeURIComponent(params[name] ?? '')}`);
      if (rest.left === null) expectStopped(rest);
      else expect(saidTo(rest)).toMatchObject({ error: 'invalid_request' });
      expect(saidTo(rest)).not.toHaveProperty('code');
    },
  );

  test('A17 without a nonce the ID token has none', async () => {
    const { claims } = await idTokenOf(ferns, { nonce: undefined });
    expect(claims).not.toHaveProperty('nonce');
  });

  test('A18 id_token_hint: for whom it names, and for nobody else', async () => {
    const { token } = await idTokenOf(ferns, {});
    const ask = async (browser: OutsideBrowser, id_token_hint: string) =>
      saidTo(await begin(browser, { id_token_hint, prompt: 'none' }));
    expect(await ask(ferns, token)).toHaveProperty('code');
    const moths = world.browser();
    await world.come(moths, world.library.wish(), world.moth);
    expect(await ask(moths, token)).toMatchObject({ error: 'login_required' });
    expect(await ask(world.browser(), token)).toMatchObject({ error: 'login_required' });
    const [head = '', body = '', seal = ''] = token.split('.');
    const changed = `${head}.${body}.${seal.startsWith('A') ? 'B' : 'A'}${seal.slice(1)}`;
    for (const bad of [changed, `${head}.${body}.`, 'rubbish']) {
      expect(await ask(ferns, bad)).toMatchObject({ error: 'invalid_request' });
    }
    // Of another site, which was never hers to show.
    expect(saidTo(await begin(moths, { id_token_hint: token }, world.choir))).not.toHaveProperty('code');
  });

  test('A18 a hint of another member asks who is there, and never answers for the one who is', async () => {
    const { token } = await idTokenOf(ferns, {});
    const moths = world.browser();
    await world.come(moths, world.library.wish(), world.moth);
    const rest = await begin(moths, { id_token_hint: token });
    expect(rest.left).toBeNull();
    expect(rest.page.forms.some(({ fields }) => 'email' in fields)).toBe(true);
  });

  test('A19 a pushed request counts once', async () => {
    const wish = world.library.wish({ prompt: 'none' });
    const pushed = await world.library.push(wish);
    expect(pushed.status).toBe(201);
    expect(headerOf(pushed, 'cache-control')).toMatch(/no-(store|cache)/);
    const { request_uri, expires_in } = pushed.json();
    expect(String(request_uri)).toMatch(/^urn:ietf:params:oauth:request_uri:.{20,}/);
    expect(expires_in).toEqual(expect.any(Number));
    const url = new URL(world.metadata.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: world.library.registered.id,
      request_uri: String(request_uri),
    }).toString();
    const first = await ferns.go(url);
    expect(saidTo(first)).toMatchObject({ code: expect.any(String), state: wish.params['state'] });
    expect((await world.library.exchange(wish, saidTo(first)['code'] ?? '')).status).toBe(200);
    expectStopped(await ferns.go(url));
  });

  test('A20 a pushed request is its own client’s, who has to prove itself', async () => {
    const { request_uri } = (await world.library.push(world.library.wish())).json();
    const url = new URL(world.metadata.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: world.choir.registered.id,
      request_uri: String(request_uri),
    }).toString();
    expectStopped(await ferns.go(url));
    const stranger = world.library.as({ secret: 'wrong' });
    expect(refusalOf(await stranger.push(stranger.wish()))).toEqual([401, 'invalid_client']);
    expect(refusalOf(await world.library.push(world.library.wish({ redirect_uri: 'https://evil.test/' })))).toEqual([
      400,
      'invalid_request',
    ]);
    expect(refusalOf(await world.library.push(world.library.wish(), { code_challenge: undefined }))[0]).toBe(400);
    expect(refusalOf(await world.library.push(world.library.wish(), { request_uri: 'urn:x' }))[0]).toBe(400);
    const old = (await world.library.push(world.library.wish())).json()['request_uri'];
    await world.pass('PushedAuthorizationRequest', 700);
    url.search = new URLSearchParams({ client_id: world.library.registered.id, request_uri: String(old) }).toString();
    expectStopped(await ferns.go(url));
  });
});

describe('H: what else a site may say', () => {
  test('H04 login_hint stands in the field, and is nobody’s word that it is them', async () => {
    const { page, left } = await begin(world.browser(), { login_hint: 'moth@rose-ash.test' });
    expect(left).toBeNull();
    expect(page.forms.find(({ fields }) => 'email' in fields)?.fields['email']).toBe('moth@rose-ash.test');
  });

  test.each<[string, Extra]>([
    ['acr_values', { acr_values: 'urn:mace:incommon:iap:silver 1' }],
    ['ui_locales', { ui_locales: 'cy-GB cy en xx-nonsense' }],
    ['claims_locales', { claims_locales: 'cy' }],
    ['claims, also those that it calls essential', { claims: '{"id_token":{"email":{"essential":true}}}' }],
    ['claims that are no JSON', { claims: '{' }],
    ['display=page', { display: 'page' }],
    ['display=popup', { display: 'popup' }],
    ['a state of other letters', { state: 'ünï & <ö> =?#' }],
  ])('H05 %s is no reason to refuse somebody', async (_what, extra) => {
    const rest = await begin(ferns, { ...extra, prompt: 'none' });
    expect(saidTo(rest)).toHaveProperty('code');
    if (extra['state'] !== undefined) expect(saidTo(rest)['state']).toBe(extra['state']);
  });

  test.each(['none login', 'none consent', 'nonsense'])('H06 prompt=%s is no request', async (prompt) => {
    expect(saidTo(await begin(ferns, { prompt }))).toMatchObject({ error: 'invalid_request' });
  });

  test('H07 prompt=consent asks again what was agreed already, and no is an answer', async () => {
    const browser = ferns;
    const rest = await begin(browser, { prompt: 'consent', scope: 'openid profile' });
    expect(rest.left).toBeNull();
    expect(rest.page.heading).toContain('The town library');
    const no = await browser.submit(rest, 'No, go back');
    expect(saidTo(no)).toMatchObject({ error: 'access_denied', iss: issuer(), state: expect.any(String) });
  });

  test.each([
    ['query', /\?code=/],
    ['fragment', /#code=/],
  ])('H08 response_mode=%s', async (response_mode, where) => {
    const { left } = await begin(ferns, { response_mode, prompt: 'none' });
    expect(left?.href).toMatch(where);
    expect(left?.href).toMatch(/[?#&]iss=/);
  });

  test('H08 response_mode=form_post answers with a form that its page may send, and no other script', async () => {
    const { page, answer, left } = await begin(ferns, { response_mode: 'form_post', prompt: 'none' });
    expect(left).toBeNull();
    const form = page.forms.find(({ action }) => action === world.library.registered.redirectUri);
    expect(form?.method).toBe('post');
    expect(Object.keys(form?.fields ?? {}).sort()).toEqual(['code', 'iss', 'state']);
    const policy = headerOf(answer, 'content-security-policy');
    expect(/form-action ([^;]*)/.exec(policy)?.[1]?.split(' ')).toContain(world.site.origin);
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
    expect(headerOf(answer, 'cache-control')).toMatch(/no-store/);
  });

  test.each(['jwt', 'query.jwt', 'web_message', 'nonsense'])(
    'H08 response_mode=%s is unknown here',
    async (response_mode) => {
      const rest = await begin(ferns, { response_mode, prompt: 'none' });
      const error = expect.stringMatching(/^(invalid_request|unsupported_response_mode)$/);
      if (rest.left === null) expectStopped(rest);
      else expect(saidTo(rest)).toMatchObject({ error });
      expect(saidTo(rest)).not.toHaveProperty('code');
    },
  );

  test('H09 without openid it is no question of who somebody is', async () => {
    const rest = await begin(ferns, { scope: 'profile', prompt: 'none' });
    expect(saidTo(rest)).not.toHaveProperty('code');
    expect(saidTo(rest)).toMatchObject({ error: expect.stringMatching(/^invalid_(request|scope)$/) });
  });

  test.each<[string, Extra]>([
    ['a state of 10,000 letters', { state: 'x'.repeat(10_000) }],
    ['a nonce of 5,000 letters', { nonce: 'x'.repeat(5_000) }],
    ['an address of 8,000 letters', { redirect_uri: `https://evil.test/${'x'.repeat(8_000)}` }],
    ['a NUL', { state: 'a\0b' }],
    ['half a letter', { login_hint: '\ud800' }],
  ])('H10 %s breaks nothing', async (_what, extra) => {
    const { answer, left } = await begin(world.browser(), extra);
    expect(answer.status).toBeLessThan(500);
    expect(left?.searchParams.get('error')).not.toBe('server_error');
  });

  test('H11 a page of an address that is too long is an answer, not a hang', async () => {
    const { url } = world.library.wish({ state: 'x'.repeat(40_000) });
    const answer = await world.net.ask(url).catch((error: unknown) => error as Error);
    if (!(answer instanceof Error)) expect([400, 414, 431]).toContain(answer.status);
    else expect(answer.message).toMatch(/socket|closed|reset/i);
  });

  test('Z01 nothing of all that was the provider’s own fault', () => {
    expect(world.platform.logLines().filter(({ level }) => level === 'error')).toEqual([]);
  });
});
