import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { arrive, askUserinfo, post, refresh, tokensOf, type TestClient } from '@rose-ash/shared/testing/oidc/code-flow';
import { errorOf, freshTokens } from '@rose-ash/shared/testing/oidc/fresh-tokens';
import { startProviderUnderTest, type ProviderUnderTest } from '@rose-ash/shared/testing/oidc/provider-under-test';
import { app } from '../app.js';
import { wire } from '../services.js';
import { finishSignIn } from './interactions.js';

let under: ProviderUnderTest;

beforeAll(async () => {
  under = await startProviderUnderTest({ app, wire, finishSignIn });
});

afterAll(() => under.stop());

const signedIn = (scope?: string) => freshTokens(under, scope);

describe('U: userinfo', () => {
  test('it says what the scopes cover, and whose it is', async () => {
    const { access_token, id_token } = await signedIn();
    const { sub } = await under.verify(id_token, under.blog);
    const whole = { sub, name: 'Fern', preferred_username: 'fern', email: 'fern@example.org', email_verified: true };
    expect((await askUserinfo(under.app, access_token)).json()).toMatchObject({ ...whole, roles: [] });
    const answer = await under.app.ask('/oidc/me', {
      method: 'POST',
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(answer.json()).toMatchObject(whole);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('a narrow scope is told little', async () => {
    const { access_token } = await signedIn('openid');
    const told = (await askUserinfo(under.app, access_token)).json() as object;
    expect(Object.keys(told).sort()).toEqual(['auth_time', 'roles', 'sign_in', 'sub'].filter((name) => name in told));
    expect(told).not.toHaveProperty('email');
    expect(told).not.toHaveProperty('name');
  });

  test('what is no access token gets 401 and is told what is wanted', async () => {
    const { id_token } = await signedIn();
    const header = Buffer.from('{"alg":"none"}').toString('base64url');
    const body = Buffer.from(JSON.stringify({ sub: under.fern.id, scope: 'openid' })).toString('base64url');
    for (const token of ['x'.repeat(43), id_token, `${header}.${body}.`]) {
      const answer = await askUserinfo(under.app, token);
      expect([answer.status, errorOf(answer)]).toEqual([401, 'invalid_token']);
      expect(answer.headers['www-authenticate']).toMatch(/Bearer/);
    }
    expect((await under.app.ask('/oidc/me')).status).toBe(401);
  });

  test('a token in an address is refused: addresses are written down everywhere', async () => {
    const { access_token } = await signedIn();
    expect((await under.app.ask(`/oidc/me?access_token=${access_token}`)).status).toBe(400);
  });

  test('the session cookie of a member counts for nothing there', async () => {
    const visitor = under.visitor();
    await arrive(visitor, under.fern.id, under.blog);
    expect((await visitor.ask('/oidc/me')).status).toBe(401);
  });
});

describe('V: revocation', () => {
  test('a revoked access token is dead at once', async () => {
    const { access_token: token } = await signedIn();
    expect((await post(under.app, '/oidc/token/revocation', under.blog, { token })).status).toBe(200);
    expect((await askUserinfo(under.app, token)).status).toBe(401);
  });

  test('with a refresh token all that came of it dies', async () => {
    const { access_token, refresh_token: token = '' } = await signedIn();
    await post(under.app, '/oidc/token/revocation', under.blog, { token });
    expect((await askUserinfo(under.app, access_token)).status).toBe(401);
    expect(errorOf(await refresh(under.app, under.blog, token))).toBe('invalid_grant');
  });

  test('no client revokes what is another’s', async () => {
    const { access_token: token } = await signedIn();
    await post(under.app, '/oidc/token/revocation', under.market, { token });
    expect((await askUserinfo(under.app, token)).status).toBe(200);
    const wrong = await post(under.app, '/oidc/token/revocation', { ...under.blog, secret: 'wrong' }, { token });
    expect(wrong.status).toBe(401);
  });
});

describe('I: introspection', () => {
  const introspect = async (client: TestClient, token: string) =>
    (await post(under.app, '/oidc/token/introspection', client, { token })).json() as Record<string, unknown>;

  test('a client sees its own tokens and no other', async () => {
    const { access_token, refresh_token = '' } = await signedIn();
    expect(await introspect(under.blog, access_token)).toMatchObject({
      ...{ active: true, client_id: 'blog', sub: under.fern.id, token_type: 'Bearer' },
      ...{ scope: 'openid profile email', iss: under.app.config.urls.federation },
    });
    expect(await introspect(under.blog, refresh_token)).toMatchObject({ active: true });
    for (const token of [access_token, refresh_token]) {
      expect(await introspect(under.market, token)).toEqual({ active: false });
    }
    expect(await introspect(under.blog, 'rubbish')).toEqual({ active: false });
  });

  test('nobody asks without proving who they are', async () => {
    const { access_token: token } = await signedIn();
    const answer = await post(under.app, '/oidc/token/introspection', { ...under.blog, secret: 'wrong' }, { token });
    expect(answer.status).toBe(401);
  });
});

test('a token bound to a key (DPoP) is of no use without it, and no proof counts twice', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const issuer = under.app.config.urls.federation;
  const proof = (path: string, htm: string, extra: object = {}) =>
    new SignJWT({ htu: issuer + path, htm, jti: randomUUID(), ...extra })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .setIssuedAt()
      .sign(privateKey);
  const { code, wish } = await arrive(under.visitor(), under.fern.id, under.blog);
  const { id, secret, redirectUri: redirect_uri } = under.blog;
  const answer = await under.app.ask('/oidc/token', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${id}:${secret ?? ''}`).toString('base64')}`,
      dpop: await proof('/oidc/token', 'POST'),
    },
    body: new URLSearchParams({
      ...{ grant_type: 'authorization_code', code, redirect_uri, code_verifier: wish.verifier },
    }).toString(),
  });
  const { access_token, token_type } = tokensOf(answer);
  expect(token_type).toBe('DPoP');
  const ath = createHash('sha256').update(access_token).digest('base64url');
  const ask = (dpop: string) =>
    under.app.ask('/oidc/me', { headers: { authorization: `DPoP ${access_token}`, dpop, accept: 'application/json' } });
  const once = await proof('/oidc/me', 'GET', { ath });
  expect((await ask(once)).status).toBe(200);
  expect((await ask(once)).status).not.toBe(200);
  expect((await askUserinfo(under.app, access_token)).status).toBe(401);
  // Of many who show one proof at the same time, one is believed.
  const shared = await proof('/oidc/me', 'GET', { ath });
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(shared)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});
