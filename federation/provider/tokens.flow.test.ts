import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  arrive,
  askUserinfo,
  exchange,
  post,
  refresh,
  tokensOf,
  wishOf,
  type TestClient,
} from '@rose-ash/shared/testing/oidc/code-flow';
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

const arrived = () => arrive(under.visitor(), under.fern.id, under.blog);
const signedIn = () => freshTokens(under);
const refreshed = (token = '') => refresh(under.app, under.blog, token);

describe('T: tokens', () => {
  test('the ID token says who, to whom, when, in which session, and is kept by nobody', async () => {
    const { blog, fern } = under;
    const flow = await arrived();
    const answer = await exchange(under.app, blog, flow);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const tokens = tokensOf(answer);
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 900, scope: 'openid profile email' });
    const claims = await under.verify(tokens.id_token, blog);
    expect(claims).toMatchObject({
      sub: fern.id,
      nonce: flow.wish.query['nonce'],
      name: 'Fern',
      preferred_username: 'fern',
      email: 'fern@example.org',
      email_verified: true,
      roles: [],
      sid: expect.stringMatching(/^[\w-]{21,}$/) as unknown,
      sign_in: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(3600);
  });

  test('a code that comes twice takes back what it gave', async () => {
    const flow = await arrived();
    const { access_token, refresh_token } = tokensOf(await exchange(under.app, under.blog, flow));
    expect((await askUserinfo(under.app, access_token)).status).toBe(200);
    const again = await exchange(under.app, under.blog, flow);
    expect([again.status, errorOf(again)]).toEqual([400, 'invalid_grant']);
    expect((await askUserinfo(under.app, access_token)).status).toBe(401);
    expect(errorOf(await refreshed(refresh_token))).toBe('invalid_grant');
  });

  test.each([
    ['another verifier', { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    ['no verifier', { code_verifier: '' }, 'invalid_grant'],
    ['another address', { redirect_uri: 'http://evil.test/' }, 'invalid_grant'],
    ['no address', { redirect_uri: '' }, 'invalid_request'],
    ['a code that is none', { code: 'x'.repeat(43) }, 'invalid_grant'],
    ['a password', { grant_type: 'password', username: 'fern', password: 'x' }, 'unsupported_grant_type'],
    ['nobody behind it', { grant_type: 'client_credentials' }, 'unsupported_grant_type'],
  ])('%s is refused', async (_what, change, error) => {
    const { code, wish } = await arrived();
    const { redirectUri: redirect_uri } = under.blog;
    const form = { grant_type: 'authorization_code', code, redirect_uri, code_verifier: wish.verifier, ...change };
    const answer = await post(under.app, '/oidc/token', under.blog, form);
    expect([answer.status, errorOf(answer)]).toEqual([400, error]);
  });

  test('a code is of no use to another client', async () => {
    const flow = await arrived();
    const foreign: TestClient = { ...under.market, redirectUri: under.blog.redirectUri };
    expect(errorOf(await exchange(under.app, foreign, flow))).toBe('invalid_grant');
  });

  test('a wrong secret gets 401 and is told how to prove itself', async () => {
    const answer = await exchange(under.app, { ...under.blog, secret: 'wrong' }, await arrived());
    expect([answer.status, errorOf(answer)]).toEqual([401, 'invalid_client']);
    expect(answer.headers['www-authenticate']).toMatch(/^Basic realm=/);
  });

  test('tokens are not given to who only looks', async () => {
    expect(await under.app.ask('/oidc/token')).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });

  test.each([
    ['POST', '/oidc/token', '/oidc/request', '/oidc/token/revocation', '/oidc/token/introspection'],
    ['GET, HEAD, POST', '/oidc/me'],
    ['GET, HEAD', '/oidc/jwks', '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'],
  ])('a program is told that only %s may be done with %s', async (allow, ...paths) => {
    const others = (['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const).filter((method) => !allow.includes(method));
    for (const path of paths) {
      for (const method of others) {
        const { status, headers } = await under.app.ask(path, { method });
        expect([method, path, status, headers['allow']]).toEqual([method, path, 405, allow]);
      }
    }
  });

  test('a code is good for a minute', async () => {
    const flow = await arrived();
    await age(under, 'AuthorizationCode', 62);
    const answer = await exchange(under.app, under.blog, flow);
    expect(errorOf(answer)).toBe('invalid_grant');
  });

  test.each([5, 20])(
    'of %i who use a code at once, exactly one gets tokens, and nothing of them is left',
    async (many) => {
      const flow = await arrived();
      const answers = await Promise.all(Array.from({ length: many }, () => exchange(under.app, under.blog, flow)));
      const winners = answers.filter(({ status }) => status === 200);
      expect(winners).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 400)).toHaveLength(many - 1);
      for (const { access_token, refresh_token } of winners.map(tokensOf)) {
        expect((await askUserinfo(under.app, access_token)).status).toBe(401);
        expect(errorOf(await refreshed(refresh_token))).toBe('invalid_grant');
      }
    },
  );
});

describe('R: refresh', () => {
  test('each use gives another one, also to clients with a secret', async () => {
    const first = await signedIn();
    const second = tokensOf(await refreshed(first.refresh_token));
    expect(second.refresh_token).toMatch(/^[\w-]{43}$/);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await under.verify(second.id_token, under.blog)).sub).toBe(under.fern.id);
    expect((await refreshed(second.refresh_token)).status).toBe(200);
  });

  test('one that comes twice ends the whole family', async () => {
    const first = await signedIn();
    const second = tokensOf(await refreshed(first.refresh_token));
    expect(errorOf(await refreshed(first.refresh_token))).toBe('invalid_grant');
    expect(errorOf(await refreshed(second.refresh_token))).toBe('invalid_grant');
    expect((await askUserinfo(under.app, second.access_token)).status).toBe(401);
  });

  test('of ten at once, exactly one is answered, and nothing of it is left', async () => {
    const { refresh_token } = await signedIn();
    const answers = await Promise.all(Array.from({ length: 10 }, () => refreshed(refresh_token)));
    const winners = answers.filter(({ status }) => status === 200).map(tokensOf);
    expect(winners).toHaveLength(1);
    for (const winner of winners) expect(errorOf(await refreshed(winner.refresh_token))).toBe('invalid_grant');
  });

  test('another client cannot use it, and cannot spoil it', async () => {
    const { refresh_token } = await signedIn();
    expect(errorOf(await refresh(under.app, under.market, refresh_token ?? ''))).toBe('invalid_grant');
    expect((await refreshed(refresh_token)).status).toBe(200);
  });

  test('it cannot ask for more than was given', async () => {
    const wish = wishOf(under.blog, { scope: 'openid' });
    const flow = await arrive(under.visitor(), under.fern.id, under.blog, wish);
    const { refresh_token = '' } = tokensOf(await exchange(under.app, under.blog, flow));
    const form = { grant_type: 'refresh_token', refresh_token, scope: 'openid email' };
    expect(errorOf(await post(under.app, '/oidc/token', under.blog, form))).toBe('invalid_scope');
  });
});

async function age({ app: { databaseUrl } }: ProviderUnderTest, model: string, seconds: number): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const older = `payload || jsonb_build_object('exp', (payload->>'exp')::int - $2::int)`;
  await client.query(`update oidc_records set payload = ${older} where model = $1`, [model, seconds]);
  await client.end();
}
