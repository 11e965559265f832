import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { eventually } from '@rose-ash/shared/testing/eventually';
import {
  askUserinfo,
  authPath,
  exchange,
  refresh,
  tokensOf,
  wishOf,
  type TestClient,
  type Wish,
} from '@rose-ash/shared/testing/oidc/code-flow';
import { signIn } from '@rose-ash/shared/testing/people';
import { startProviderUnderTest, type ProviderUnderTest } from '@rose-ash/shared/testing/oidc/provider-under-test';
import type { Visitor } from '@rose-ash/shared/testing/oidc/visitor';
import { app } from '../app.js';
import { wire } from '../services.js';
import { finishSignIn } from './interactions.js';

let under: ProviderUnderTest;

beforeAll(async () => {
  under = await startProviderUnderTest({ app, wire, finishSignIn });
});

afterAll(() => under.stop());

/** As far as the question, signed in on the way. */
async function reachQuestion(visitor: Visitor, wish: Wish, memberId = under.fern.id) {
  const { location } = await visitor.go(authPath(wish));
  if (!location?.pathname.startsWith('/sign-in/')) return visitor.go(authPath(wish));
  return visitor.go(`${location.pathname}?as=${memberId}`);
}

async function say(visitor: Visitor, answer: 'yes' | 'no', headers: Record<string, string> = {}) {
  const path = [...visitor.cookies.keys()]
    .map((key) => key.split(';')[1] ?? '')
    .find((one) => one.startsWith('/consent/'));
  const said = await visitor.ask(path ?? '/consent/none', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
    body: `answer=${answer}`,
  });
  if (said.status !== 303) return { location: null, answer: said };
  return visitor.go(String(said.headers['location']));
}

const offline = (client: TestClient) => wishOf(client, { scope: 'openid profile offline_access', prompt: 'consent' });

test('somebody else’s site is asked about in plain words, with its name and its address', async () => {
  const { answer, location } = await reachQuestion(under.visitor(), offline(under.tools));
  expect(location).toBeNull();
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('The tools library would like to know you');
  expect(answer.text).toContain(`<b>127.0.0.1:${under.sites.port}</b>`);
  expect(answer.text).toContain('Your name, your handle');
  expect(answer.text).toContain('while you are away');
  expect(answer.text).not.toContain('Your e-mail address');
  expect(answer.headers['content-security-policy']).toContain(`http://127.0.0.1:${under.sites.port}`);
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('whoever is signed in is known to the pages on the way, until their sign-in ends', async () => {
  const visitor = under.visitor();
  const isStranger = (text: string) => text.includes('href="/auth/login"');
  const question = (await reachQuestion(visitor, offline(under.tools))).answer;
  expect([question.status, isStranger(question.text)]).toEqual([200, false]);
  expect(question.headers['cache-control']).toBe('no-store');
  const asked = await visitor.go('/oidc/session/end');
  expect(asked.answer.text).toContain('Sign out?');
  expect(isStranger(asked.answer.text)).toBe(false);

  await under.fill(({ federation }) => federation.endAllSignIns(operator, under.fern.id));
  const path = [...visitor.cookies.keys()].map((key) => key.split(';')[1] ?? '').find((one) => /^.consent/.test(one));
  const over = await visitor.ask(path ?? '');
  expect([over.status, isStranger(over.text)]).toEqual([400, true]);
  expect(isStranger((await under.visitor().ask('/sign-in/link/none')).text)).toBe(true);
});

test('no tells the site nothing, and it is asked again', async () => {
  const visitor = under.visitor();
  await reachQuestion(visitor, wishOf(under.other));
  const { location } = await say(visitor, 'no');
  expect(location?.href.startsWith(under.other.redirectUri)).toBe(true);
  expect(Object.fromEntries(location?.searchParams ?? [])).toMatchObject({ error: 'access_denied' });
  const again = await visitor.go(authPath(wishOf(under.other)));
  expect(again.answer.text).toContain('would like to know you');
});

test('a form from elsewhere does not agree in anybody’s name', async () => {
  const visitor = under.visitor();
  await reachQuestion(visitor, wishOf(under.other));
  expect((await say(visitor, 'yes', { 'sec-fetch-site': 'cross-site' })).answer.status).toBe(403);
});

test('yes is remembered: in other browsers too, for what was agreed and no more', async () => {
  const visitor = under.visitor();
  const wish = wishOf(under.tools, { scope: 'openid profile' });
  await reachQuestion(visitor, wish, under.moth.id);
  const { location } = await say(visitor, 'yes');
  const code = location?.searchParams.get('code') ?? '';
  const tokens = tokensOf(
    await exchange(under.app, under.tools, { code, wish, url: new URL(under.tools.redirectUri) }),
  );
  expect(tokens.refresh_token).toBeUndefined();
  const told = (await askUserinfo(under.app, tokens.access_token)).json() as Record<string, unknown>;
  expect(told).toMatchObject({ sub: under.moth.id, name: 'Moth', roles: [] });
  expect(told).not.toHaveProperty('email');
  expect(told).not.toHaveProperty('sign_in');
  const elsewhere = under.visitor();
  const second = await reachQuestion(elsewhere, wishOf(under.tools, { scope: 'openid profile' }), under.moth.id);
  expect(second.location?.searchParams.has('code')).toBe(true);
  const form = await elsewhere.go(authPath(wishOf(under.tools, { scope: 'openid', response_mode: 'form_post' })));
  expect(form.answer.text).toContain(`action="${under.tools.redirectUri}"`);
  const policy = String(form.answer.headers['content-security-policy']);
  expect(policy).toMatch(new RegExp(`form-action [^;]*${new URL(under.tools.redirectUri).origin}`));
  expect(policy).toMatch(/script-src 'self';/);
  expect(form.answer.headers['cache-control']).toBe('no-store');
  const more = await elsewhere.go(authPath(wishOf(under.tools, { scope: 'openid profile email' })));
  expect(more.answer.text).toContain('Your e-mail address');
  expect(more.answer.text).not.toContain('Your name, your handle');
  const quiet = await elsewhere.go(authPath(wishOf(under.tools, { scope: 'openid profile email', prompt: 'none' })));
  expect(quiet.location?.searchParams.get('error')).toBe('consent_required');
});

test('offline access goes on after signing out; a client that is shut out has nothing left', async () => {
  const visitor = under.visitor();
  const wish = offline(under.tools);
  await reachQuestion(visitor, wish);
  const { location } = await say(visitor, 'yes');
  const code = location?.searchParams.get('code') ?? '';
  const tokens = tokensOf(
    await exchange(under.app, under.tools, { code, wish, url: new URL(under.tools.redirectUri) }),
  );
  const fern = { id: under.fern.id, roles: [] };
  expect(await under.fill(({ federation }) => federation.endAllSignIns(fern))).toBeGreaterThan(0);
  const renewed = await refresh(under.app, under.tools, tokens.refresh_token ?? '');
  expect(renewed.status).toBe(200);
  await eventually(
    () => under.sites.told.some(({ path }) => path === '/tools/logout'),
    (isTold) => isTold,
    25_000,
  );
  await under.fill(({ federation }) => federation.removeClient(operator, under.tools.id));
  const later = tokensOf(renewed);
  expect((await askUserinfo(under.app, later.access_token)).status).toBe(401);
  expect((await refresh(under.app, under.tools, later.refresh_token ?? '')).status).toBe(401);
});

test('a member sees who knows them, and takes it back: tokens die, and the site has to ask again', async () => {
  const visitor = under.visitor();
  const wish = wishOf(under.other, { scope: 'openid email offline_access', prompt: 'consent' });
  await reachQuestion(visitor, wish, under.moth.id);
  const { location } = await say(visitor, 'yes');
  const code = location?.searchParams.get('code') ?? '';
  const flow = { code, wish, url: new URL(under.other.redirectUri) };
  const tokens = tokensOf(await exchange(under.app, under.other, flow));
  const { headers } = await signIn(under.app, { handle: 'moth', email: 'moth@example.org', name: 'Moth' });
  const shown = await under.app.ask('/connected', { headers: { ...headers, accept: 'text/html' } });
  expect(shown.text).toContain('<b>The other library</b>');
  expect(shown.headers['cache-control']).toBe('no-store');
  const door = await under.app.ask('/connected');
  expect([door.status, door.headers['location']]).toEqual([303, '/auth/login?next=%2Fconnected']);
  const action = `/connected/${under.other.id}/withdrawal`;
  expect(shown.text).toContain(`action="${action}"`);
  const post = (more: Record<string, string>, to = action) =>
    under.app.ask(to, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', ...more } });
  expect((await post({})).status).toBe(403);
  expect((await post({ ...headers, 'sec-fetch-site': 'same-site' })).status).toBe(403);
  expect((await askUserinfo(under.app, tokens.access_token)).status).toBe(200);
  for (const id of ['x', 'blog', '%00', `${under.other.id}%00`, under.tools.id]) {
    expect([id, (await post(headers, `/connected/${id}/withdrawal`)).status]).toEqual([id, 404]);
  }
  expect((await askUserinfo(under.app, tokens.access_token)).status).toBe(200);
  expect((await post(headers)).status).toBe(303);
  expect((await askUserinfo(under.app, tokens.access_token)).status).toBe(401);
  expect((await refresh(under.app, under.other, tokens.refresh_token ?? '')).status).toBe(400);
  const again = await visitor.go(authPath(wishOf(under.other, { scope: 'openid email' })));
  expect(again.answer.text).toContain('would like to know you');
  const after = await under.app.ask('/connected', { headers: { ...headers, accept: 'text/html' } });
  expect(after.text).not.toContain('The other library');
});

test('of our own sites nobody is asked, even where one wants it', async () => {
  const { location } = await reachQuestion(under.visitor(), wishOf(under.blog, { prompt: 'consent' }));
  expect(location?.searchParams.has('code')).toBe(true);
});
