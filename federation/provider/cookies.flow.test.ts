import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arrive, authPath, exchange, tokensOf, wishOf } from '@rose-ash/shared/testing/oidc/code-flow';
import { startProviderUnderTest, type ProviderUnderTest } from '@rose-ash/shared/testing/oidc/provider-under-test';
import type { Visitor } from '@rose-ash/shared/testing/oidc/visitor';
import { app } from '../app.js';
import { wire } from '../services.js';
import { finishSignIn } from './interactions.js';

let plain: ProviderUnderTest;
let safe: ProviderUnderTest;

beforeAll(async () => {
  plain = await startProviderUnderTest({ app, wire, finishSignIn });
  safe = await startProviderUnderTest({ app, wire, finishSignIn }, { env: { PUBLIC_SCHEME: 'https' } });
});

afterAll(async () => {
  await plain.stop();
  await safe.stop();
});

async function cookiesOf(under: ProviderUnderTest): Promise<string[]> {
  const visitor = under.visitor();
  await arrive(visitor, under.fern.id, under.blog);
  return visitor.given.filter((line) => !line.includes('expires=Thu, 01 Jan 1970'));
}

const sessionOf = (visitor: Visitor) =>
  [...visitor.cookies].find(([key]) => /^(__Host-)?op_session;/.test(key))?.[1].value;

/** Begins to sign in, and stops before the page. */
async function begin(under: ProviderUnderTest, visitor: Visitor, extra: Record<string, string> = {}) {
  const { location } = await visitor.go(authPath(wishOf(under.blog, extra)));
  if (location === null) throw new Error('nobody was asked');
  return location.pathname;
}

describe('C: cookies', () => {
  test('no script reads them, they stay with this host, and come only from its own pages or by a link', async () => {
    const lines = await cookiesOf(plain);
    expect(new Set(lines.map((line) => line.split('=')[0]))).toEqual(
      new Set(['op_session', 'op_session.sig', 'op_interaction', 'op_interaction.sig', 'op_resume', 'op_resume.sig']),
    );
    for (const line of lines) {
      expect(line).toMatch(/; httponly/i);
      expect(line).toMatch(/; samesite=lax/i);
      expect(line).not.toMatch(/; domain=/i);
      expect(line).not.toMatch(/; secure/i);
    }
  });

  test('over https they are for https alone, and the session for the whole of this host and no other', async () => {
    const lines = await cookiesOf(safe);
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/^__(Host|Secure)-op_.*; secure/i);
    for (const line of lines.filter((one) => one.startsWith('__Host-'))) expect(line).toMatch(/; path=\/;/i);
    expect(lines.filter((line) => /^(?!__Host-)[^=]*session/.test(line))).toEqual([]);
  });

  test('behind a proxy that speaks https the whole way goes through', async () => {
    const flow = await arrive(safe.visitor(), safe.fern.id, safe.blog);
    expect(flow.url.href).toContain(`https://blog.`);
    const answer = await exchange(safe.app, safe.blog, flow);
    expect((await safe.verify(tokensOf(answer).id_token, safe.blog)).iss).toBe(safe.app.config.urls.federation);
  });

  test('a session gets another id whenever somebody signs in', async () => {
    const visitor = plain.visitor();
    await arrive(visitor, plain.fern.id, plain.blog);
    const before = sessionOf(visitor);
    await arrive(visitor, plain.fern.id, plain.blog, wishOf(plain.blog, { prompt: 'login' }));
    expect(before).toMatch(/^[\w-]{21,}$/);
    expect(sessionOf(visitor)).not.toBe(before);
  });

  test('a cookie that somebody made up is none', async () => {
    const visitor = plain.visitor();
    await arrive(visitor, plain.fern.id, plain.blog);
    for (const [key, cookie] of visitor.cookies) {
      if (key.startsWith('op_session.sig')) visitor.cookies.set(key, { ...cookie, value: 'A'.repeat(27) });
    }
    const { location } = await visitor.go(authPath(wishOf(plain.blog, { prompt: 'none' })));
    expect(location?.searchParams.get('error')).toBe('login_required');
  });

  test('an interaction belongs to its browser: whoever has the address alone signs nobody in', async () => {
    const path = await begin(plain, plain.visitor());
    const other = await plain.visitor().ask(`${path}?as=${plain.fern.id}`);
    expect(other.status).toBe(400);
    expect(other.text).toContain('begun in another window');
    const another = plain.visitor();
    await begin(plain, another);
    expect((await another.ask(`${path}?as=${plain.fern.id}`)).status).toBe(400);
  });

  test('two windows may sign in side by side', async () => {
    const visitor = plain.visitor();
    const [first, second] = [await begin(plain, visitor), await begin(plain, visitor, { scope: 'openid' })];
    for (const path of [first, second]) {
      const { location } = await visitor.go(`${path}?as=${plain.fern.id}`);
      expect(location?.searchParams.get('code')).toMatch(/^[\w-]{43}$/);
    }
  });

  test('an interaction is over when it was used', async () => {
    const visitor = plain.visitor();
    const path = await begin(plain, visitor);
    await visitor.go(`${path}?as=${plain.fern.id}`);
    expect((await visitor.ask(`${path}?as=${plain.fern.id}`)).status).toBe(400);
  });

  test('pages of the provider have the house’s headers', async () => {
    const visitor = plain.visitor();
    await arrive(visitor, plain.fern.id, plain.blog);
    const answer = await visitor.ask('/oidc/session/end');
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("script-src 'self'") as unknown,
      'cache-control': expect.stringMatching(/no-(store|cache)/) as unknown,
    });
  });
});
