import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startProviderUnderTest, type ProviderUnderTest } from '@rose-ash/shared/testing/oidc/provider-under-test';
import { app } from '../app.js';
import { wire } from '../services.js';
import { finishSignIn } from './interactions.js';

let under: ProviderUnderTest;

beforeAll(async () => {
  under = await startProviderUnderTest({ app, wire, finishSignIn });
});

afterAll(() => under.stop());

const wellKnown = '/.well-known/openid-configuration';
const issuer = () => under.app.config.urls.federation;
const discover = async (headers: Record<string, string> = {}) =>
  (await under.app.ask(wellKnown, { headers })).json() as Record<string, unknown>;

describe('D: discovery', () => {
  test('the issuer is the configured address, letter by letter, and all endpoints are below it', async () => {
    const found = await discover();
    expect(found['issuer']).toBe(issuer());
    const endpoints = Object.entries(found).filter(([name]) => /_(endpoint|uri)$/.test(name));
    expect(Object.fromEntries(endpoints)).toEqual({
      authorization_endpoint: `${issuer()}/oidc/auth`,
      token_endpoint: `${issuer()}/oidc/token`,
      userinfo_endpoint: `${issuer()}/oidc/me`,
      jwks_uri: `${issuer()}/oidc/jwks`,
      end_session_endpoint: `${issuer()}/oidc/session/end`,
      pushed_authorization_request_endpoint: `${issuer()}/oidc/request`,
      revocation_endpoint: `${issuer()}/oidc/token/revocation`,
      introspection_endpoint: `${issuer()}/oidc/token/introspection`,
    });
  });

  test('only what is safe is offered', async () => {
    expect(await discover()).toMatchObject({
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['RS256'],
      authorization_response_iss_parameter_supported: true,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      subject_types_supported: ['public'],
      request_uri_parameter_supported: false,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    });
    const { grant_types_supported: grants, dpop_signing_alg_values_supported: proofs } = await discover();
    expect([...(grants as string[])].sort()).toEqual(['authorization_code', 'refresh_token']);
    expect(proofs).toContain('ES256');
    expect(await discover()).not.toHaveProperty('registration_endpoint');
  });

  test.each([
    ['Host', { host: 'evil.test' }, 421],
    ['X-Forwarded-Host', { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' }, 200],
    ['Forwarded', { forwarded: 'host=evil.test;proto=https' }, 200],
  ])('a forged %s changes nothing', async (_name, headers, status) => {
    const answer = await under.app.ask(wellKnown, { headers });
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain('evil.test');
    if (status === 200) expect(answer.json()).toEqual(await discover());
  });

  test('another port in Host, as a proxy may write it, changes nothing', async () => {
    const { hostname } = new URL(issuer());
    expect(await discover({ host: `${hostname}:4711` })).toEqual(await discover());
  });

  test('it is told to any site, with no cookie and no session', async () => {
    const { headers } = await under.app.ask(wellKnown, { headers: { origin: 'https://tools.example' } });
    expect(headers).toMatchObject({ 'access-control-allow-origin': 'https://tools.example' });
    expect(headers).not.toHaveProperty('set-cookie');
  });
});

describe('J: keys', () => {
  test('two keys are published, without their private parts', async () => {
    const { keys } = (await under.app.ask('/oidc/jwks')).json() as { keys: Record<string, string>[] };
    expect(keys).toHaveLength(2);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(2);
    for (const { kty, alg, use, n = '', ...rest } of keys) {
      expect({ kty, alg, use }).toEqual({ kty: 'RSA', alg: 'RS256', use: 'sig' });
      expect(Buffer.from(n, 'base64url').length * 8).toBeGreaterThanOrEqual(2048);
      expect(Object.keys(rest).sort()).toEqual(['e', 'kid']);
    }
  });

  test('in the database they are sealed', async () => {
    const sealed = await under.fill(({ federation }) => federation.listSealedKeys());
    for (const { sealedKey } of sealed) expect(sealedKey).toMatch(/^1\.[\w-]{1000,}$/);
    expect(JSON.stringify(sealed)).not.toContain('"d"');
  });
});
