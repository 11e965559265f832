import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OutsideBrowser } from '@rose-ash/shared/testing/outsider/browser';
import { refusalOf, tokensOf, type OutsideClient } from '@rose-ash/shared/testing/outsider/client';
import { newHeldKey, type HeldKey, type ProofChange } from '@rose-ash/shared/testing/outsider/dpop';
import { headerOf, type Answer } from '@rose-ash/shared/testing/outsider/net';
import { openOutsideWorld, type OutsideWorld } from '@rose-ash/shared/testing/outsider/outside-world';

let world: OutsideWorld;
let ferns: OutsideBrowser;
/** A program in a browser, which keeps no secret. */
let app: OutsideClient;
let key: HeldKey;

const origin = 'https://app.example';

beforeAll(async () => {
  world = await openOutsideWorld();
  app = await world.register('Garden app', 'none', origin);
  ferns = world.browser();
  key = await newHeldKey();
  await world.arrive(ferns, world.library);
  await world.arrive(ferns, app);
}, 60_000);

afterAll(() => world.stop());

const proof = async (method: string, address: string, change: ProofChange = {}, held = key) => ({
  dpop: await held.prove(method, address, change),
});
const atToken = (change?: ProofChange, held?: HeldKey) => proof('POST', world.metadata.token_endpoint, change, held);

describe('N: clients without a secret', () => {
  test('N01 PKCE is their proof: with it they get tokens, without it nothing', async () => {
    const { wish, code } = await world.arrive(ferns, app);
    expect(refusalOf(await app.exchange(wish, code, { code_verifier: undefined }))[0]).toBe(400);
    const again = await world.arrive(ferns, app);
    expect(tokensOf(await app.exchange(again.wish, again.code))).toMatchObject({ token_type: 'Bearer' });
    // A secret that they do not have is no better proof.
    const third = await world.arrive(ferns, app);
    const shown = app.as({ method: 'client_secret_post', secret: 'guess' });
    expect(refusalOf(await shown.exchange(third.wish, third.code))[0]).toBe(401);
  });

  const allows = (answer: Answer) => headerOf(answer, 'access-control-allow-origin');

  test('N02 their program reads tokens and claims in a browser, from where they live and from nowhere else', async () => {
    const { wish, code } = await world.arrive(ferns, app, { scope: 'openid' });
    const answer = await app.exchange(wish, code, {}, { origin });
    expect([answer.status, allows(answer)]).toEqual([200, origin]);
    expect(headerOf(answer, 'access-control-allow-credentials')).toBe('');
    expect(headerOf(answer, 'vary').toLowerCase()).toContain('origin');
    const { access_token } = tokensOf(answer);
    const told = await app.userinfo(access_token, { origin });
    expect([told.status, allows(told)]).toEqual([200, origin]);
    const revoked = await app.post(world.metadata.revocation_endpoint, { token: 'x' }, { origin });
    expect([revoked.status, allows(revoked)]).toEqual([200, origin]);
    for (const elsewhere of ['https://evil.test', 'http://app.example', 'https://app.example:444', 'null']) {
      const other = await world.arrive(ferns, app);
      const refused = await app.exchange(other.wish, other.code, {}, { origin: elsewhere });
      expect([refused.status, allows(refused)]).toEqual([400, '']);
      expect(allows(await app.userinfo(access_token, { origin: elsewhere }))).toBe('');
    }
  });

  test('N03 who keeps a secret does not keep it in a browser', async () => {
    const { wish, code } = await world.arrive(ferns, world.library);
    const answer = await world.library.exchange(wish, code, {}, { origin: world.site.origin });
    expect([answer.status, allows(answer)]).toEqual([400, '']);
  });

  test('N04 their refresh tokens are good once, and in no other hands', async () => {
    const { tokens } = await world.signIn(app, { scope: 'openid offline_access', prompt: 'consent' }, ferns);
    expect(refusalOf(await world.library.refresh(tokens.refresh_token ?? ''))).toEqual([400, 'invalid_grant']);
    const second = tokensOf(await app.refresh(tokens.refresh_token ?? ''));
    expect((await app.refresh(tokens.refresh_token ?? '')).status).toBe(400);
    expect((await app.refresh(second.refresh_token ?? '')).status).toBe(400);
  });

  test('N05 nobody introspects by a name alone', async () => {
    const { tokens } = await world.signIn(app, {}, ferns);
    const answer = await world.library.as({ method: 'none' }).introspect(tokens.access_token);
    expect(answer.status).toBe(401);
  });
});

describe('P: tokens that are bound to a key (DPoP, RFC 9449)', () => {
  async function bound(client = app) {
    const { wish, code } = await world.arrive(ferns, client);
    return tokensOf(await client.exchange(wish, code, {}, await atToken()));
  }

  const show = async (token: string, headers: Record<string, string>, scheme = 'DPoP') =>
    world.net.ask(world.metadata.userinfo_endpoint, { headers: { authorization: `${scheme} ${token}`, ...headers } });
  const atUserinfo = (accessToken: string, change: ProofChange = {}, held?: HeldKey) =>
    proof('GET', world.metadata.userinfo_endpoint, { accessToken, ...change }, held);

  test('P01 with a proof the token is of the key, and says so', async () => {
    const tokens = await bound(world.library);
    expect(tokens.token_type).toBe('DPoP');
    expect((await world.library.introspect(tokens.access_token)).json()).toMatchObject({
      ...{ active: true, token_type: 'DPoP', cnf: { jkt: key.thumbprint } },
    });
    expect((await show(tokens.access_token, await atUserinfo(tokens.access_token))).status).toBe(200);
  });

  test('P02 it is worth nothing without the key', async () => {
    const { access_token: token } = await bound();
    const other = await newHeldKey();
    const tries: [string, () => Promise<Answer>][] = [
      ['as a bearer’s', () => show(token, {}, 'Bearer')],
      ['as a bearer’s with a proof', async () => show(token, await atUserinfo(token), 'Bearer')],
      ['without a proof', () => show(token, {})],
      ['with another key', async () => show(token, await atUserinfo(token, {}, other))],
      ['without the token in the proof', async () => show(token, await proof('GET', world.metadata.userinfo_endpoint))],
      ['for another token', async () => show(token, await atUserinfo('another'))],
      ['for another method', async () => show(token, await proof('POST', world.metadata.userinfo_endpoint, { accessToken: token }))],
      ['for another address', async () => show(token, await proof('GET', world.metadata.token_endpoint, { accessToken: token }))],
    ];
    for (const [what, ask] of tries) {
      const answer = await ask();
      expect([what, answer.status]).toEqual([what, 401]);
      expect(headerOf(answer, 'www-authenticate')).toMatch(/DPoP/);
    }
  });

  test('P03 a proof counts once', async () => {
    const { access_token: token } = await bound();
    const headers = await atUserinfo(token);
    expect((await show(token, headers)).status).toBe(200);
    expect((await show(token, headers)).status).toBe(401);
    const [one, two] = [await world.arrive(ferns, app), await world.arrive(ferns, app)];
    const atDoor = await atToken();
    expect((await app.exchange(one.wish, one.code, {}, atDoor)).status).toBe(200);
    expect((await app.exchange(two.wish, two.code, {}, atDoor)).status).toBe(400);
    // Of many at once, one.
    const third = await bound();
    const same = await atUserinfo(third.access_token);
    const answers = await Promise.all(Array.from({ length: 6 }, () => show(third.access_token, same)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test.each<[string, ProofChange]>([
    ['of an hour ago', { claims: { iat: Math.floor(Date.now() / 1_000) - 3_600 } }],
    ['of tomorrow', { claims: { iat: Math.floor(Date.now() / 1_000) + 86_400 } }],
    ['without a time', { claims: { iat: undefined } }],
    ['without a name', { claims: { jti: undefined } }],
    ['of another kind', { header: { typ: 'JWT' } }],
    ['without its key', { header: { jwk: undefined } }],
    ['for another method', { claims: { htm: 'GET' } }],
    ['for another address', { claims: { htu: 'https://evil.test/token' } }],
  ])('P04 a proof %s is none', async (_what, change) => {
    const { wish, code } = await world.arrive(ferns, app);
    const answer = await app.exchange(wish, code, {}, await atToken(change));
    expect(refusalOf(answer)).toEqual([400, 'invalid_dpop_proof']);
  });

  test('P04 neither is one that nobody signed, nor two of them', async () => {
    const { wish, code } = await world.arrive(ferns, app);
    const { dpop } = await atToken();
    const [head = '', body = ''] = dpop.split('.');
    for (const bad of [`${head}.${body}.`, 'rubbish', `${dpop}, ${(await atToken()).dpop}`]) {
      expect(refusalOf(await app.exchange(wish, code, {}, { dpop: bad }))).toEqual([400, 'invalid_dpop_proof']);
    }
  });

  test('P05 a code that was asked for with a key is of no use with another, or with none', async () => {
    const other = await newHeldKey();
    for (const headers of [{}, await atToken({}, other)]) {
      const { wish, code } = await world.arrive(ferns, app, { dpop_jkt: key.thumbprint });
      expect(refusalOf(await app.exchange(wish, code, {}, headers))[0]).toBe(400);
    }
    const { wish, code } = await world.arrive(ferns, app, { dpop_jkt: key.thumbprint });
    expect((await app.exchange(wish, code, {}, await atToken())).status).toBe(200);
  });

  test('P06 the refresh token of a client without a secret is of the key, too', async () => {
    const { wish, code } = await world.arrive(ferns, app, { scope: 'openid offline_access', prompt: 'consent' });
    const { refresh_token = '' } = tokensOf(await app.exchange(wish, code, {}, await atToken()));
    const other = await newHeldKey();
    expect((await app.refresh(refresh_token)).status).toBe(400);
    expect((await app.refresh(refresh_token, {}, await atToken({}, other))).status).toBe(400);
    const renewed = tokensOf(await app.refresh(refresh_token, {}, await atToken()));
    expect(renewed.token_type).toBe('DPoP');
  });

  test('P07 a pushed request may name the key, too', async () => {
    const wish = app.wish();
    const pushed = await app.push(wish, {}, await proof('POST', world.metadata.pushed_authorization_request_endpoint));
    expect(pushed.status).toBe(201);
    const url = new URL(world.metadata.authorization_endpoint);
    const { request_uri } = pushed.json();
    url.search = new URLSearchParams({ client_id: app.registered.id, request_uri: String(request_uri) }).toString();
    const { left } = await ferns.go(url);
    const code = left?.searchParams.get('code') ?? '';
    expect((await app.exchange(wish, code, {}, await atToken({}, await newHeldKey()))).status).toBe(400);
  });
});

test('H50 nothing of all that was the provider’s own fault', () => {
  expect(world.platform.logLines().filter(({ level }) => level === 'error')).toEqual([]);
});
