import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appNames, type AppName } from '../../contracts/apps.js';
import { ask, type Answered } from '../../testing/app-under-test.js';
import { badLogoutTokens } from '../../testing/oidc-issuer/bad-tokens.js';
import { sign } from '../../testing/oidc-issuer/signing.js';
import { startSigningHouse, type Joined, type SigningHouse } from '../../testing/signing-house.js';
import type { Visitor } from '../../testing/visitor.js';

let signing: SigningHouse;
let fern: Joined;

beforeAll(async () => {
  signing = await startSigningHouse();
  fern = await signing.join('fern');
}, 60_000);

afterAll(() => signing.stop());

const post = (app: AppName, body: string, headers: Record<string, string> = {}): Promise<Answered> =>
  signing.house.apps[app].ask('/auth/backchannel-logout', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });

const postToken = (app: AppName, token: string) => post(app, new URLSearchParams({ logout_token: token }).toString());

const isKnown = async (visitor: Visitor, app: AppName) =>
  (await visitor.open(signing.url(app), { headers: { 'sec-fetch-mode': 'cors' } })).text.includes('/auth/logout');

async function signedIn(app: AppName): Promise<Visitor> {
  const visitor = signing.visitor(fern);
  await visitor.open(signing.url(app, '/auth/login'));
  expect(await isKnown(visitor, app)).toBe(true);
  return visitor;
}

describe.each(appNames)('%s', (app) => {
  test('refuses every bad logout token, and ends nothing for it', async () => {
    expect(Object.keys(badLogoutTokens).length).toBeGreaterThanOrEqual(8);
    const visitor = await signedIn(app);
    const { sub, sid } = signing.sessionOf(visitor);
    for (const [name, spoil] of Object.entries(badLogoutTokens)) {
      const answer = await postToken(app, await signing.issuer.logoutToken(app, { sub, sid }, spoil));
      expect([name, answer.status, answer.headers['cache-control']]).toEqual([name, 400, 'no-store']);
    }
    for (const body of ['', 'logout_token=', 'logout_token=a.b.c', 'other=1', '{}']) {
      expect((await post(app, body)).status).toBe(400);
    }
    expect((await post(app, '{}', { 'content-type': 'application/json' })).status).toBe(400);
    expect(await isKnown(visitor, app)).toBe(true);
  });

  test('ends the session that a good one names, and no other', async () => {
    const [visitor, other] = [await signedIn(app), await signedIn(app)];
    const { sub, sid } = signing.sessionOf(visitor);
    const answer = await postToken(app, await signing.issuer.logoutToken(app, { sub, sid }));
    expect([answer.status, answer.text, answer.headers['cache-control']]).toEqual([200, '', 'no-store']);
    expect(await isKnown(visitor, app)).toBe(false);
    expect(await isKnown(other, app)).toBe(true);
  });
});

test('one that does not say what kind it is counts all the same: that it should is only recommended', async () => {
  const visitor = await signedIn('blog');
  const token = await signing.issuer.logoutToken('blog', signing.sessionOf(visitor), (draft, { keys }) =>
    sign({ ...draft, header: { ...draft.header, typ: undefined } }, keys[0]),
  );
  expect((await postToken('blog', token)).status).toBe(200);
  expect(await isKnown(visitor, 'blog')).toBe(false);
});

test('one without sid ends all of the member’s', async () => {
  const [one, two] = [await signedIn('blog'), await signedIn('blog')];
  const answer = await postToken('blog', await signing.issuer.logoutToken('blog', { sub: fern.id }));
  expect(answer.status).toBe(200);
  expect([await isKnown(one, 'blog'), await isKnown(two, 'blog')]).toEqual([false, false]);
});

test('a token is used once, and at the site that it is for', async () => {
  const visitor = await signedIn('blog');
  const { sub, sid } = signing.sessionOf(visitor);
  const token = await signing.issuer.logoutToken('market', { sub, sid });
  expect((await postToken('blog', token)).status).toBe(400);
  expect((await postToken('market', token)).status).toBe(200);
  expect((await postToken('market', token)).status).toBe(400);
  expect(await isKnown(visitor, 'blog')).toBe(true);
});

test('many at once with one token have one winner', async () => {
  const token = await signing.issuer.logoutToken('blog', { sub: fern.id });
  const answers = await Promise.all(Array.from({ length: 8 }, () => postToken('blog', token)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400, 400, 400]);
});

test('the keys are asked for once, however many tokens come, and for unknown ones not more often', async () => {
  await postToken('blog', await signing.issuer.logoutToken('blog', { sub: fern.id }));
  const before = signing.issuer.asked.length;
  for (let n = 0; n < 5; n += 1) {
    await postToken('blog', await signing.issuer.logoutToken('blog', { sub: fern.id }));
    await postToken(
      'blog',
      await signing.issuer.logoutToken(
        'blog',
        { sub: fern.id },
        badLogoutTokens['signed with a key that is not published'],
      ),
    );
  }
  expect(signing.issuer.asked.slice(before).filter((asked) => asked.endsWith('/jwks'))).toEqual([]);
});

test('no cookie has an effect there, and no origin is asked for', async () => {
  const visitor = await signedIn('blog');
  const sid = visitor.cookie(signing.url('blog'), 'sid') ?? '';
  const token = await signing.issuer.logoutToken('blog', { sub: fern.id, sid: 'somebody-else' });
  const headers = { cookie: `sid=${sid}`, origin: 'http://evil.test', 'sec-fetch-site': 'cross-site' };
  const answer = await post('blog', new URLSearchParams({ logout_token: token }).toString(), headers);
  expect(answer.status).toBe(200);
  expect(answer.headers).not.toHaveProperty('set-cookie');
  expect(await isKnown(visitor, 'blog')).toBe(true);
  const { publicUrl, config } = signing.house.apps.blog;
  const asked = await ask(`${publicUrl}/auth/backchannel-logout`, { headers: { host: `blog.${config.baseDomain}` } });
  expect(asked.status).toBe(405);
});
