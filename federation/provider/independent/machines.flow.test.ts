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
const allows = (answer: Answer) => headerOf(answer, 'access-control-allow-origin');

beforeAll(async () => {
  world = await openOutsideWorld();
  app = await world.register('Garden app', 'none', origin);
  ferns = world.browser();
  key = await newHeldKey();
  await world.arrive(ferns, world.library);
  await world.arrive(ferns, app);
}, 60_000);

afterAll(() => world.stop());

const wellKnown = '/.well-known/openid-configuration';
const address = () => world.platform.urls.federation + wellKnown;
const ask = (headers: Record<string, string> = {}) => world.net.ask(address(), { headers });

describe('D: discovery', () => {
  test('D01 the issuer is the address that it was asked at, letter by letter', async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(headerOf(answer, 'content-type')).toMatch(/^application\/json/);
    const { issuer } = answer.json();
    expect(issuer).toBe(world.platform.urls.federation);
    expect(String(issuer)).not.toMatch(/[?#]|\/$/);
    const oauth = await world.net.ask(`${String(issuer)}/.well-known/oauth-authorization-server`);
    expect(oauth.json()).toEqual(answer.json());
  });

  test('D02 all that discovery requires is there, and every address is below the issuer', async () => {
    const found = (await ask()).json();
    for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri']) {
      expect(found).toHaveProperty(name);
    }
    const lists = [
      'response_types_supported',
      'subject_types_supported',
      'id_token_signing_alg_values_supported',
      'scopes_supported',
      'claims_supported',
      'token_endpoint_auth_methods_supported',
    ];
    for (const name of lists) expect([name, found[name]]).toEqual([name, expect.arrayContaining([expect.any(String)])]);
    expect(found['scopes_supported']).toContain('openid');
    expect(found['claims_supported']).toEqual(expect.arrayContaining(['sub', 'iss', 'auth_time']));
    expect(found['subject_types_supported']).toEqual(['public']);
    for (const [name, value] of Object.entries(found)) {
      if (!/_(endpoint|uri)$/.test(name)) continue;
      expect([name, String(value).startsWith(`${world.platform.urls.federation}/`)]).toEqual([name, true]);
    }
  });

  test('D03 challenges are S256 and never plain', async () => {
    expect((await ask()).json()['code_challenge_methods_supported']).toEqual(['S256']);
  });

  test('D04 ID tokens are signed with RS256, and nothing may come unsigned', async () => {
    const found = (await ask()).json();
    expect(found['id_token_signing_alg_values_supported']).toEqual(['RS256']);
    const algorithms = Object.entries(found).filter(([name]) => name.endsWith('_alg_values_supported'));
    for (const [name, values] of algorithms) {
      expect([name, values]).not.toEqual([name, expect.arrayContaining(['none'])]);
    }
  });

  test('D05 answers say who gives them (RFC 9207)', async () => {
    expect((await ask()).json()['authorization_response_iss_parameter_supported']).toBe(true);
  });

  test('D06 there is the code flow and its refresh, and nothing else', async () => {
    const found = (await ask()).json();
    expect(found['response_types_supported']).toEqual(['code']);
    expect([...(found['grant_types_supported'] as string[])].sort()).toEqual(['authorization_code', 'refresh_token']);
    expect(found).not.toHaveProperty('registration_endpoint');
    for (const name of ['request_parameter_supported', 'claims_parameter_supported']) {
      expect([name, found[name] ?? false]).toEqual([name, false]);
    }
    // Of these, what is absent is true (Discovery, 3), so it is said.
    expect(found['request_uri_parameter_supported']).toBe(false);
  });

  test('D07 sessions can be ended, and sites are told, each by the name of its own session', async () => {
    expect((await ask()).json()).toMatchObject({
      end_session_endpoint: expect.stringMatching(/^http/),
      ...{ backchannel_logout_supported: true, backchannel_logout_session_supported: true },
    });
  });

  test('D08 there are doors for revocation, introspection and pushed requests, and DPoP', async () => {
    const found = (await ask()).json();
    for (const name of ['revocation_endpoint', 'introspection_endpoint', 'pushed_authorization_request_endpoint']) {
      expect([name, found[name]]).toEqual([name, expect.stringMatching(/^http/)]);
    }
    expect(found['dpop_signing_alg_values_supported']).toEqual(expect.arrayContaining(['ES256']));
    const methods = found['token_endpoint_auth_methods_supported'] as string[];
    expect([...methods].sort()).toEqual(['client_secret_basic', 'client_secret_post', 'none']);
  });

  const forged: [string, Record<string, string>][] = [
    ['host', { host: 'evil.test' }],
    ['x-forwarded-host', { 'x-forwarded-host': 'evil.test' }],
    ['x-forwarded-proto and -port', { 'x-forwarded-proto': 'https', 'x-forwarded-port': '4443' }],
    ['forwarded', { forwarded: 'host=evil.test;proto=https' }],
    ['x-original-host', { 'x-original-host': 'evil.test', 'x-host': 'evil.test', 'x-forwarded-server': 'evil.test' }],
  ];

  test.each(forged)('D09 a forged %s changes no address', async (_what, headers) => {
    const right = (await ask()).json();
    // Through the door, and past it, as a proxy that believes everybody would.
    const past = `http://127.0.0.1:${world.platform.federationPort}${wellKnown}`;
    const own = { host: new URL(world.platform.urls.federation).host };
    const answers = [await ask(headers), await world.net.ask(past, { headers: { ...own, ...headers } })];
    for (const answer of answers) {
      expect(answer.text).not.toContain('evil.test');
      if (answer.status === 421) continue;
      expect(answer.json()).toEqual(right);
    }
  });
});

describe('J: keys', () => {
  const keys = async () => (await world.library.keys()).keys;

  test('J01 they are public parts alone, each with a name of its own, of 2048 bits or more', async () => {
    const all = await keys();
    expect(new Set(all.map(({ kid }) => kid)).size).toBe(all.length);
    for (const key of all) {
      expect(key).toMatchObject({ kty: 'RSA', use: 'sig', alg: 'RS256', kid: expect.stringMatching(/./) });
      expect(Object.keys(key).filter((name) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].includes(name))).toEqual(
        [],
      );
      expect(Buffer.from(key.n ?? '', 'base64url').length * 8).toBeGreaterThanOrEqual(2048);
      expect(key.e).toBe('AQAB');
    }
  });

  test('J02 two are published: one that signs, and the next', async () => {
    expect((await keys()).length).toBeGreaterThanOrEqual(2);
  });
});

describe('H: what programs in browsers may ask', () => {
  const preflight = (url: string, method: string, asked = 'authorization') =>
    world.net.ask(url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': asked },
    });
  test('H01 discovery and keys are for everybody', async () => {
    for (const url of [address(), world.metadata.jwks_uri]) {
      const answer = await world.net.ask(url, { headers: { origin } });
      expect([answer.status, ['*', origin].includes(allows(answer))]).toEqual([200, true]);
      expect(headerOf(answer, 'vary').toLowerCase()).toContain('origin');
      expect(headerOf(answer, 'access-control-allow-credentials')).toBe('');
    }
  });

  test('H02 a browser may ask whether it may ask, and no cookie is ever part of it', async () => {
    for (const url of [world.metadata.token_endpoint, world.metadata.userinfo_endpoint]) {
      const answer = await preflight(url, 'POST');
      expect([answer.status, allows(answer)]).toEqual([204, origin]);
      expect(headerOf(answer, 'access-control-allow-credentials')).toBe('');
    }
  });

  test('H03 pages for people are for nobody’s program', async () => {
    for (const url of [world.metadata.authorization_endpoint, world.metadata.end_session_endpoint]) {
      expect(allows(await world.net.ask(url, { headers: { origin } }))).toBe('');
      const before = await preflight(url, 'GET');
      expect([before.status < 500, allows(before)]).toEqual([true, '']);
    }
  });

  test('H12 methods that a door does not know are refused, and break nothing', async () => {
    const doors = Object.entries(world.metadata).filter(([name]) => /_(endpoint|uri)$/.test(name));
    expect(doors.length).toBeGreaterThan(7);
    for (const [name, url] of doors) {
      for (const method of ['OPTIONS', 'HEAD', 'PUT', 'PATCH', 'DELETE'] as const) {
        const { status } = await world.net.ask(String(url), { method });
        expect([name, method, status < 500]).toEqual([name, method, true]);
      }
    }
  });
});

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
      ['with another key', async () => show(token, await atUserinfo(token, {}, other))],
      ['without the token in the proof', async () => show(token, await proof('GET', world.metadata.userinfo_endpoint))],
      ['for another token', async () => show(token, await atUserinfo('another'))],
      [
        'for another method',
        async () => show(token, await proof('POST', world.metadata.userinfo_endpoint, { accessToken: token })),
      ],
      [
        'for another address',
        async () => show(token, await proof('GET', world.metadata.token_endpoint, { accessToken: token })),
      ],
    ];
    for (const [what, ask] of tries) {
      const answer = await ask();
      expect([what, answer.status]).toEqual([what, 401]);
      expect(headerOf(answer, 'www-authenticate')).toMatch(/DPoP/);
    }
    // The provider calls these requests that it cannot read, not tokens that do not count.
    expect((await show(token, {})).status).toBe(400);
    expect((await show(token, await atUserinfo(token), 'Bearer')).status).toBe(400);
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

test('Z01 nothing of all that was the provider’s own fault', () => {
  expect(world.platform.logLines().filter(({ level }) => level === 'error')).toEqual([]);
});
