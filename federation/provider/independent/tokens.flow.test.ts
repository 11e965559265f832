import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OutsideBrowser } from '@rose-ash/shared/testing/outsider/browser';
import { refusalOf, tokensOf } from '@rose-ash/shared/testing/outsider/client';
import { headerOf, type Answer } from '@rose-ash/shared/testing/outsider/net';
import { openOutsideWorld, type OutsideWorld } from '@rose-ash/shared/testing/outsider/outside-world';
import { UnsecuredJWT } from 'jose';

let world: OutsideWorld;
let ferns: OutsideBrowser;

const all = 'openid profile email';
const offline = { scope: 'openid offline_access', prompt: 'consent' };

beforeAll(async () => {
  world = await openOutsideWorld();
  ferns = world.browser();
  await world.arrive(ferns, world.library, { scope: all });
  await world.arrive(ferns, world.choir, { scope: all });
}, 60_000);

afterAll(() => world.stop());

const arrive = (extra?: Record<string, string | undefined>, client = world.library) =>
  world.arrive(ferns, client, extra);
const signIn = (extra?: Record<string, string | undefined>, client = world.library) =>
  world.signIn(client, extra, ferns);
const isGood = async (accessToken: string, client = world.library) =>
  (await client.userinfo(accessToken)).status === 200;

/** RFC 6749, 5.1 and 5.2. */
function expectKeptByNobody(answer: Answer): void {
  expect(headerOf(answer, 'cache-control')).toContain('no-store');
  expect(headerOf(answer, 'content-type')).toMatch(/^application\/json/);
  expect(answer.headers['set-cookie']).toBeUndefined();
}

/** RFC 6750, 3. */
function expectChallenge(answer: Answer, error: string | null): void {
  expect(answer.status).toBe(401);
  const challenge = headerOf(answer, 'www-authenticate');
  expect(challenge).toMatch(/^Bearer /);
  if (error === null) expect(challenge).not.toContain('error=');
  else expect(challenge).toContain(`error="${error}"`);
}

describe('T: tokens', () => {
  test('T01 tokens and refusals are kept by nobody', async () => {
    const { wish, code } = await arrive();
    const answer = await world.library.exchange(wish, code);
    expectKeptByNobody(answer);
    expectKeptByNobody(await world.library.exchange(wish, code));
    expect(tokensOf(answer)).toMatchObject({ token_type: 'Bearer', expires_in: expect.any(Number), scope: 'openid' });
  });

  test.each(['library', 'choir'] as const)(
    'T02 the ID token holds all that it has to, and is signed (%s)',
    async (name) => {
      const client = world[name];
      const { tokens, wish } = await signIn({ scope: all }, client);
      const expected = { nonce: wish.params['nonce'], accessToken: tokens.access_token };
      const { payload, header } = await client.verify(tokens.id_token, expected);
      expect(header).toMatchObject({ alg: 'RS256', kid: expect.any(String) });
      expect((await client.keys()).keys.map(({ kid }) => kid)).toContain(header.kid);
      expect(payload.aud).toEqual(client.registered.id);
      expect(String(payload.sub).length).toBeLessThanOrEqual(255);
      const now = Date.now() / 1_000;
      expect(Math.abs(Number(payload.iat) - now)).toBeLessThan(10);
      expect(Number(payload.exp)).toBeGreaterThan(now);
      expect(payload).toMatchObject({ name: 'Fern Hollis', email: 'fern@rose-ash.test', email_verified: true });
      // What is for our own sites only.
      expect(payload).not.toHaveProperty('sign_in');
    },
  );

  test('T03 T04 a code that comes twice is refused, and takes back what it gave', async () => {
    const { wish, code } = await arrive(offline);
    const { access_token, refresh_token = '' } = tokensOf(await world.library.exchange(wish, code));
    expect(await isGood(access_token)).toBe(true);
    expect(refusalOf(await world.library.exchange(wish, code))).toEqual([400, 'invalid_grant']);
    expect(await isGood(access_token)).toBe(false);
    expect(refusalOf(await world.library.refresh(refresh_token))).toEqual([400, 'invalid_grant']);
  });

  test('T03 of eight who use a code at once, at most one gets tokens, and nothing of them is left', async () => {
    const { wish, code } = await arrive();
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.library.exchange(wish, code)));
    const winners = answers.filter(({ status }) => status === 200);
    expect(winners).toHaveLength(1);
    for (const winner of winners) expect(await isGood(tokensOf(winner).access_token)).toBe(false);
  });

  test('T03 a spent code takes nothing from another sign-in of the same member', async () => {
    const elsewhere = await world.signIn(world.library);
    const { wish, code } = await arrive();
    await world.library.exchange(wish, code);
    await world.library.exchange(wish, code);
    expect(await isGood(elsewhere.tokens.access_token)).toBe(true);
  });

  test.each([
    ['T05 another verifier', { code_verifier: 'x'.repeat(43) }],
    ['T05 a verifier that is too short', { code_verifier: 'x' }],
    ['T05 no verifier', { code_verifier: undefined }],
    ['T05 the challenge for a verifier', { code_verifier: 'challenge' }],
    ['T06 another redirect URI', { redirect_uri: 'https://evil.test/' }],
    ['T06 no redirect URI', { redirect_uri: undefined }],
    ['T06 an empty redirect URI', { redirect_uri: '' }],
    ['T03 no code', { code: undefined }],
    ['T03 a code that is none', { code: 'x'.repeat(43) }],
  ])('%s is refused', async (_what, change) => {
    const { wish, code } = await arrive();
    const said: Record<string, string | undefined> = { ...change };
    if (said['code_verifier'] === 'challenge') said['code_verifier'] = wish.params['code_challenge'];
    const answer = await world.library.exchange(wish, code, said);
    expect(answer.status).toBe(400);
    expect(['invalid_grant', 'invalid_request']).toContain(answer.json()['error']);
    expectKeptByNobody(answer);
  });

  test('T07 a code is of no use to another client, also one that knows all else', async () => {
    const { wish, code } = await arrive();
    const { redirectUri: redirect_uri } = world.library.registered;
    expect(refusalOf(await world.choir.exchange(wish, code, { redirect_uri }))).toEqual([400, 'invalid_grant']);
  });

  test.each<['library' | 'choir', string]>([
    ['library', 'wrong'],
    ['library', ''],
    ['choir', 'wrong'],
    ['choir', ''],
  ])('T08 %s with “%s” for a secret gets 401, and is told how to prove itself', async (name, secret) => {
    const { wish, code } = await arrive({}, world[name]);
    const answer = await world[name].as({ secret }).exchange(wish, code);
    expectKeptByNobody(answer);
    // A header without a secret is no proof that failed, but none.
    const isEmpty = name === 'library' && secret === '';
    expect(refusalOf(answer)).toEqual(isEmpty ? [400, 'invalid_request'] : [401, 'invalid_client']);
    if (name === 'library' && !isEmpty) expect(headerOf(answer, 'www-authenticate')).toMatch(/^Basic /);
  });

  test('T08 who was given a secret shows it', async () => {
    const { wish, code } = await arrive();
    const answer = await world.library.as({ method: 'none' }).exchange(wish, code);
    expect(refusalOf(answer)).toEqual([401, 'invalid_client']);
    expect((await world.library.exchange(wish, code)).status).toBe(200);
  });

  test('T08 two proofs at once are refused (RFC 6749, 2.3)', async () => {
    const { wish, code } = await arrive();
    const { id, secret } = world.library.registered;
    const answer = await world.library.exchange(wish, code, { client_id: id, client_secret: secret ?? '' });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  test('T08 a client that nobody knows gets the same answer as one with a wrong secret', async () => {
    const { wish, code } = await arrive();
    const unknown = await world.library.as({ id: '3f0c1f5e-4f0f-4c39-9d3f-6f2f0e8f3a11' }).exchange(wish, code);
    const wrong = await world.library.as({ secret: 'wrong' }).exchange(wish, code);
    expect([unknown.status, unknown.text]).toEqual([wrong.status, wrong.text]);
  });

  test.each([
    'password',
    'client_credentials',
    'implicit',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    'nonsense',
    '',
  ])('T09 “%s” is no grant', async (grant_type) => {
    const form = { grant_type, username: 'fern@rose-ash.test', password: 'x', assertion: 'x.y.z', scope: 'openid' };
    const answer = await world.library.post(world.metadata.token_endpoint, form);
    expect(answer.status).toBe(400);
    expect(['unsupported_grant_type', 'unauthorized_client', 'invalid_request']).toContain(answer.json()['error']);
  });

  test('T09 tokens are not given to who only looks', async () => {
    const { wish, code } = await arrive();
    const url = new URL(world.metadata.token_endpoint);
    const { redirectUri, id, secret } = world.library.registered;
    url.search = new URLSearchParams({
      ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: wish.verifier },
      ...{ client_id: id, client_secret: secret ?? '' },
    }).toString();
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const answer = await world.net.ask(url, { method, headers: { accept: 'application/json' } });
      expect([403, 404, 405]).toContain(answer.status);
    }
    // Nor are parameters believed that stand in the address of a form.
    const posted = await world.library.post(url.href, {});
    expect(posted.status).toBe(400);
  });

  test('T10 a code is over after a while', async () => {
    const { wish, code } = await arrive();
    await world.pass('AuthorizationCode', 600);
    expect(refusalOf(await world.library.exchange(wish, code))).toEqual([400, 'invalid_grant']);
  });

  test('H20 a form that is none, is too large, or says a thing twice is refused by its name', async () => {
    const { wish, code } = await arrive();
    const json = await world.library.exchange(wish, code, {}, { 'content-type': 'application/json' });
    expect([400, 415]).toContain(json.status);
    const large = await world.library.exchange(wish, code, { padding: 'x'.repeat(2_000_000) });
    expect([400, 413]).toContain(large.status);
    const { id, secret } = world.library.registered;
    const authorization = `Basic ${Buffer.from(`${id}:${secret ?? ''}`).toString('base64')}`;
    const twice = await world.net.ask(world.metadata.token_endpoint, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: `grant_type=authorization_code&code=${code}&code=${code}&code_verifier=${wish.verifier}`,
    });
    expect(refusalOf(twice)).toEqual([400, 'invalid_request']);
  });

  test('H21 a browser’s cookies have no effect here', async () => {
    const { wish, code } = await arrive();
    const url = new URL(world.metadata.token_endpoint);
    const cookie = ferns.jar.header({ url, method: 'POST', isCrossSite: false });
    const answer = await world.library.as({ secret: 'wrong' }).exchange(wish, code, {}, { cookie });
    expect(refusalOf(answer)).toEqual([401, 'invalid_client']);
    expect((await world.net.ask(world.metadata.userinfo_endpoint, { headers: { cookie } })).status).toBe(401);
  });
});

describe('U: userinfo', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const ask = (headers: Record<string, string>, body?: string) =>
    world.net.ask(
      world.metadata.userinfo_endpoint,
      body === undefined ? { headers } : { method: 'POST', headers, body },
    );

  test('U01 GET with the token in the header', async () => {
    const { tokens, wish } = await signIn({ scope: all });
    const answer = await world.library.userinfo(tokens.access_token);
    expect(answer.status).toBe(200);
    expect(headerOf(answer, 'content-type')).toMatch(/^application\/json/);
    const { payload } = await world.library.verify(tokens.id_token, { nonce: wish.params['nonce'] });
    // Core, 5.3.2: the same sub, or a client must not believe the rest.
    expect(answer.json()).toMatchObject({ sub: payload.sub, name: 'Fern Hollis', email: 'fern@rose-ash.test' });
    expect(headerOf(answer, 'cache-control')).toMatch(/no-(store|cache)/);
  });

  test('U02 POST, with the token in the header or in the form', async () => {
    const { tokens } = await signIn();
    const authorization = `Bearer ${tokens.access_token}`;
    expect((await ask({ ...form, authorization }, '')).status).toBe(200);
    expect((await ask(form, `access_token=${tokens.access_token}`)).status).toBe(200);
    // RFC 6750, 2: one way at a time.
    expect((await ask({ ...form, authorization }, `access_token=${tokens.access_token}`)).status).toBe(400);
  });

  test.each([
    ['openid', ['sub']],
    ['openid email', ['email', 'email_verified', 'sub']],
    ['openid profile', ['name', 'preferred_username', 'roles', 'sub']],
    ['openid nonsense', ['sub']],
  ])('U03 %s tells no more than it says', async (scope, claims) => {
    const { tokens } = await signIn({ scope });
    expect(Object.keys((await world.library.userinfo(tokens.access_token)).json()).sort()).toEqual(claims);
  });

  test('U04 without a token, or with one that is none, there is 401 and a header that says so', async () => {
    expectChallenge(await ask({}), null);
    expectChallenge(await ask({ authorization: 'Bearer nonsense' }), 'invalid_token');
    expectChallenge(await ask({ authorization: `Bearer ${'x'.repeat(3_000)}` }), 'invalid_token');
    expect([400, 401]).toContain((await ask({ authorization: 'Basic eDp5' })).status);
  });

  test('U04 a token in the address is not believed (RFC 6750, 2.3; RFC 9700, 4.3.2)', async () => {
    const { tokens } = await signIn();
    const answer = await world.net.ask(`${world.metadata.userinfo_endpoint}?access_token=${tokens.access_token}`);
    expect([400, 401]).toContain(answer.status);
    expect(answer.text).not.toContain('sub');
  });

  test('U05 neither an ID token nor a token that nobody signed is an access token', async () => {
    const { tokens, wish } = await signIn();
    const { payload } = await world.library.verify(tokens.id_token, { nonce: wish.params['nonce'] });
    const unsigned = new UnsecuredJWT({ ...payload, scope: all }).setExpirationTime('1h').encode();
    for (const token of [tokens.id_token, unsigned, wish.verifier]) {
      expectChallenge(await world.library.userinfo(token), 'invalid_token');
    }
  });

  test('U06 a token is over when it said it would be', async () => {
    const { tokens } = await signIn();
    await world.pass('AccessToken', tokens.expires_in - 30);
    expect(await isGood(tokens.access_token)).toBe(true);
    await world.pass('AccessToken', 40);
    expectChallenge(await world.library.userinfo(tokens.access_token), 'invalid_token');
  });
});

describe('R: refresh', () => {
  const refreshed = async (token = '', client = world.library) => tokensOf(await client.refresh(token));

  test('R01 each use gives another one, and an ID token of the same member and moment', async () => {
    const { tokens, wish } = await signIn(offline);
    const before = (await world.library.verify(tokens.id_token, { nonce: wish.params['nonce'] })).payload;
    const second = await refreshed(tokens.refresh_token);
    expect(second.refresh_token).toEqual(expect.any(String));
    expect(second.refresh_token).not.toBe(tokens.refresh_token);
    expect(second.access_token).not.toBe(tokens.access_token);
    // Core, 12.2: nonce is not needed, and must be the same where it is there.
    const nonce = JSON.parse(Buffer.from(second.id_token.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      nonce?: string;
    };
    expect([undefined, wish.params['nonce']]).toContain(nonce.nonce);
    const { payload } = await world.library.verify(second.id_token, { nonce: nonce.nonce });
    expect(payload).toMatchObject({ iss: before.iss, sub: before.sub, aud: before.aud });
    expect([undefined, before['auth_time']]).toContain(payload['auth_time']);
    expect(await isGood((await refreshed(second.refresh_token)).access_token)).toBe(true);
  });

  test('R02 one that comes twice ends the whole family', async () => {
    const { tokens } = await signIn(offline);
    const second = await refreshed(tokens.refresh_token);
    expect(refusalOf(await world.library.refresh(tokens.refresh_token ?? ''))).toEqual([400, 'invalid_grant']);
    expect(refusalOf(await world.library.refresh(second.refresh_token ?? ''))).toEqual([400, 'invalid_grant']);
    for (const { access_token } of [tokens, second]) expect(await isGood(access_token)).toBe(false);
  });

  test('R02 of eight at once, at most one is answered, and nothing of it is left', async () => {
    const { tokens } = await signIn(offline);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.library.refresh(tokens.refresh_token ?? '')),
    );
    const winners = answers.filter(({ status }) => status === 200).map(tokensOf);
    expect(winners).toHaveLength(1);
    for (const { refresh_token = '' } of winners) expect((await world.library.refresh(refresh_token)).status).toBe(400);
  });

  test('R03 another client cannot use it, and cannot spoil it', async () => {
    const { tokens } = await signIn(offline);
    expect(refusalOf(await world.choir.refresh(tokens.refresh_token ?? ''))).toEqual([400, 'invalid_grant']);
    expect(refusalOf(await world.library.as({ secret: 'wrong' }).refresh(tokens.refresh_token ?? ''))[0]).toBe(401);
    expect(await isGood((await refreshed(tokens.refresh_token)).access_token)).toBe(true);
  });

  test('R04 it asks for no more than was given, and may ask for less', async () => {
    const { tokens } = await signIn({ scope: 'openid email offline_access', prompt: 'consent' });
    const wide = await world.library.refresh(tokens.refresh_token ?? '', { scope: 'openid email profile' });
    expect(refusalOf(wide)).toEqual([400, 'invalid_scope']);
    const less = tokensOf(await world.library.refresh(tokens.refresh_token ?? '', { scope: 'openid' }));
    expect(Object.keys((await world.library.userinfo(less.access_token)).json())).toEqual(['sub']);
    // RFC 6749, 6: what was left out once is not lost.
    const again = tokensOf(await world.library.refresh(less.refresh_token ?? ''));
    expect((await world.library.userinfo(again.access_token)).json()).toHaveProperty('email');
  });

  test('R05 without offline_access there is none; nor where the member was not asked', async () => {
    expect((await signIn()).tokens).not.toHaveProperty('refresh_token');
    // Core, 11: without prompt=consent the wish is passed over.
    expect((await signIn({ scope: 'openid offline_access' })).tokens).not.toHaveProperty('refresh_token');
  });
});

describe('V: revocation', () => {
  test('V01 a token is over at once, and what is none is no fault (RFC 7009, 2.2)', async () => {
    const { tokens } = await signIn();
    expect((await world.library.revoke(tokens.access_token)).status).toBe(200);
    expect(await isGood(tokens.access_token)).toBe(false);
    expect((await world.library.revoke(tokens.access_token)).status).toBe(200);
    expect((await world.library.revoke('nonsense', { token_type_hint: 'nonsense' })).status).toBe(200);
    expect((await world.library.post(world.metadata.revocation_endpoint, {})).status).toBe(400);
    expect(refusalOf(await world.library.as({ secret: 'wrong' }).revoke('x'))).toEqual([401, 'invalid_client']);
  });

  test('V02 a refresh token that is revoked takes the access tokens along, whatever the hint says', async () => {
    const { tokens } = await signIn(offline);
    const hint = { token_type_hint: 'access_token' };
    expect((await world.library.revoke(tokens.refresh_token ?? '', hint)).status).toBe(200);
    expect(await isGood(tokens.access_token)).toBe(false);
    expect(refusalOf(await world.library.refresh(tokens.refresh_token ?? ''))).toEqual([400, 'invalid_grant']);
  });

  test('V03 nobody revokes another client’s', async () => {
    const { tokens } = await signIn(offline);
    const answers = [
      await world.choir.revoke(tokens.access_token),
      await world.choir.revoke(tokens.refresh_token ?? ''),
    ];
    // RFC 7009, 2.1 wants a refusal; a silent yes that does nothing tells less. Either is no revocation.
    for (const { status } of answers) expect([200, 400]).toContain(status);
    expect(await isGood(tokens.access_token)).toBe(true);
    expect((await world.library.refresh(tokens.refresh_token ?? '')).status).toBe(200);
  });
});

describe('I: introspection', () => {
  test('I01 of an own token all, of others and of rubbish nothing, and only for who proves itself', async () => {
    const { tokens } = await signIn({ scope: all });
    const own = await world.library.introspect(tokens.access_token);
    expectKeptByNobody(own);
    expect(own.json()).toMatchObject({
      ...{ active: true, client_id: world.library.registered.id, iss: world.metadata.issuer, token_type: 'Bearer' },
      ...{ scope: all, sub: expect.any(String), exp: expect.any(Number), iat: expect.any(Number) },
    });
    for (const answer of [
      await world.library.introspect('rubbish'),
      await world.choir.introspect(tokens.access_token),
      await world.library.introspect(tokens.id_token),
    ]) {
      expect([answer.status, answer.json()]).toEqual([200, { active: false }]);
    }
    expect(refusalOf(await world.library.as({ secret: 'wrong' }).introspect(tokens.access_token))[0]).toBe(401);
    expect((await world.library.as({ method: 'none' }).introspect(tokens.access_token)).status).toBe(401);
    await world.library.revoke(tokens.access_token);
    expect((await world.library.introspect(tokens.access_token)).json()).toEqual({ active: false });
  });
});

test('Z01 nothing of all that was the provider’s own fault', () => {
  expect(world.platform.logLines().filter(({ level }) => level === 'error')).toEqual([]);
});
