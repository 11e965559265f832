import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { headerOf, type Answer } from '@rose-ash/shared/testing/outsider/net';
import { openOutsideWorld, type OutsideWorld } from '@rose-ash/shared/testing/outsider/outside-world';

let world: OutsideWorld;

beforeAll(async () => {
  world = await openOutsideWorld();
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
    const algorithms = Object.entries(found).filter(([name]) => /_alg_values_supported$/.test(name));
    for (const [name, values] of algorithms) expect([name, values]).not.toEqual([name, expect.arrayContaining(['none'])]);
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
      expect(Object.keys(key).filter((name) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'].includes(name))).toEqual([]);
      expect(Buffer.from(key.n ?? '', 'base64url').length * 8).toBeGreaterThanOrEqual(2048);
      expect(key.e).toBe('AQAB');
    }
  });

  test('J02 two are published: one that signs, and the next', async () => {
    expect((await keys()).length).toBeGreaterThanOrEqual(2);
  });
});

describe('H: what programs in browsers may ask', () => {
  const origin = 'https://app.example';
  const preflight = (url: string, method: string, asked = 'authorization') =>
    world.net.ask(url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': asked },
    });
  const allows = (answer: Answer) => headerOf(answer, 'access-control-allow-origin');

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
      expect(allows(await preflight(url, 'GET'))).toBe('');
    }
  });
});
