import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrive, exchange, tokensOf } from '@rose-ash/shared/testing/oidc/code-flow';
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

describe('A: authorization', () => {
  test('a member comes back with a code, the state and the issuer', async () => {
    const { blog, fern } = under;
    const { url, wish } = await arrive(under.visitor(), fern.id, blog);
    expect(url.origin + url.pathname).toBe(blog.redirectUri);
    expect(url.searchParams.get('state')).toBe(wish.query['state']);
    expect(url.searchParams.get('iss')).toBe(issuer());
    expect(url.searchParams.get('code')).toMatch(/^[\w-]{43}$/);
  });

  test('the code becomes tokens that say who it is', async () => {
    const { blog, fern } = under;
    const arrived = await arrive(under.visitor(), fern.id, blog);
    const answer = await exchange(under.app, blog, arrived);
    expect(answer).toMatchObject({ status: 200 });
    const tokens = tokensOf(answer);
    const claims = await under.verify(tokens.id_token, blog);
    expect(claims).toMatchObject({ sub: fern.id, nonce: arrived.wish.query['nonce'], name: 'Fern', roles: [] });
  });
});
