import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { appNames, type AppName } from '../../contracts/apps.js';
import { hostileNext } from '../../testing/hostile-next.js';
import { badIdTokens } from '../../testing/oidc-issuer/bad-tokens.js';
import { signIn } from '../../testing/people.js';
import { servicesOn } from '../../testing/services-on.js';
import { startSigningHouse, type Joined, type SigningHouse } from '../../testing/signing-house.js';
import type { Shown, Visitor } from '../../testing/visitor.js';

let signing: SigningHouse;
let fern: Joined;

beforeAll(async () => {
  signing = await startSigningHouse();
  fern = await signing.join('fern');
}, 60_000);

afterEach(() => {
  signing.issuer.lie = null;
  signing.issuer.meddle = null;
});

afterAll(() => signing.stop());

const url = (app: AppName, path?: string) => signing.url(app, path);
/** Their name stands in the header of every page, and nowhere for strangers. */
const knows = ({ text }: Shown) => text.includes('action="/auth/logout"');
const isKnown = async (visitor: Visitor, app: AppName) => knows(await visitor.open(url(app)));
const hostsOf = ({ way }: Shown) => way.map((address) => new URL(address).hostname.split('.')[0]);

async function signedIn(app: AppName = 'blog'): Promise<Visitor> {
  const visitor = signing.visitor(await signing.again(fern));
  await visitor.open(url(app, '/auth/login'));
  return visitor;
}

describe('signing in', () => {
  test.each(appNames)('%s signs a member in and leads back to where they were', async (app) => {
    const visitor = signing.visitor(fern);
    expect(await isKnown(visitor, app)).toBe(false);
    const shown = await visitor.open(url(app, '/auth/login?next=/%3Fpage=1'));
    expect(shown.url).toBe(url(app, '/?page=1'));
    expect(knows(shown)).toBe(true);
  });

  test('cookies are what they should be', async () => {
    const visitor = signing.visitor(fern);
    const begun = await visitor.open(url('market', '/auth/login'), { stay: true });
    const callback = (await visitor.open(String(begun.headers['location']), { stay: true })).headers['location'];
    const shown = await visitor.open(String(callback), { stay: true });
    const cookies = [shown.headers['set-cookie'] ?? []].flat();
    const lines = new Map(cookies.map((line) => [line.split('=')[0], line]));
    expect(lines.get('sid')).toMatch(/^sid=[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/);
    expect(lines.get('rose_sso')).toMatch(
      /^rose_sso=1; Path=\/; Domain=rose\.localhost; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    );
    expect(cookies.filter((line) => line.includes('Domain=')).every((line) => line.startsWith('rose_'))).toBe(true);
    expect(shown.headers['cache-control']).toBe('no-store');
    expect(begun.headers['cache-control']).toBe('no-store');
  });

  test('without a next it leads back to the page of the link, or to the front page', async () => {
    const visitor = signing.visitor(fern);
    const referer = url('events', '/?x=1');
    expect((await visitor.open(url('events', '/auth/login'), { headers: { referer } })).url).toBe(referer);
    const another = signing.visitor(fern);
    const shown = await another.open(url('events', '/auth/login'), { headers: { referer: 'http://evil.test/' } });
    expect(shown.url).toBe(url('blog'));
  });

  test('who is signed in already is sent on without the provider', async () => {
    const visitor = await signedIn('market');
    const shown = await visitor.open(url('market', '/auth/login?next=/%3Fpage=2'));
    expect(shown.way).toEqual([url('market', '/auth/login?next=/%3Fpage=2'), url('market', '/?page=2')]);
  });

  test('a new id is given at every sign-in, and the one before is dead', async () => {
    const visitor = await signedIn();
    const before = visitor.cookie(url('blog'), 'sid') ?? '';
    const begun = signing.visitor(fern);
    // The same browser, as one that had a session when it began to sign in anew.
    const location = String((await begun.open(url('blog', '/auth/login'), { stay: true })).headers['location']);
    const callback = String((await begun.open(location, { stay: true })).headers['location']);
    begun.setCookie(url('blog'), 'sid', before);
    await begun.open(callback);
    expect(begun.cookie(url('blog'), 'sid')).not.toBe(before);
    expect(await isKnown(begun, 'blog')).toBe(true);
    visitor.dropCookie(url('blog'), 'rose_sso');
    expect(await isKnown(visitor, 'blog')).toBe(false);
  });

  test('several tabs may be at it', async () => {
    const visitor = signing.visitor(fern);
    const begin = async (next: string) => {
      const shown = await visitor.open(url('cart', `/auth/login?next=${next}`), { stay: true });
      return String((await visitor.open(String(shown.headers['location']), { stay: true })).headers['location']);
    };
    const [one, two] = [await begin('/?tab=1'), await begin('/?tab=2')];
    expect((await visitor.open(one)).url).toBe(url('cart', '/?tab=1'));
    const second = await visitor.open(two);
    expect(second.url).toBe(url('cart', '/?tab=2'));
    expect(knows(second)).toBe(true);
  });

  test('several tabs may begin at the same moment, before either was told anything', async () => {
    const visitor = signing.visitor(fern);
    const tabs = await Promise.all(
      ['/?tab=1', '/?tab=2', '/?tab=3'].map((next) => visitor.open(url('cart', `/auth/login?next=${next}`))),
    );
    expect(tabs.map((shown) => [shown.url, knows(shown)])).toEqual(
      ['/?tab=1', '/?tab=2', '/?tab=3'].map((next) => [url('cart', next), true]),
    );
  });

  test('a page that is asked for twice at once spends its code once', async () => {
    const visitor = signing.visitor(fern);
    const begun = await visitor.open(url('cart', '/auth/login?next=/?x=1'), { stay: true });
    const back = await visitor.open(String(begun.headers['location']), { stay: true });
    const asked = signing.issuer.asked.length;
    const open = () => visitor.open(String(back.headers['location']), { stay: true });
    const statuses = (await Promise.all([open(), open()])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([303, 400]);
    expect(signing.issuer.asked.slice(asked).filter((what) => what === 'authorization_code')).toHaveLength(1);
  });

  test('a thousand that were begun leave nothing with us, and not much with the browser', async () => {
    const visitor = signing.visitor();
    const next = encodeURIComponent(`/?long=${'x'.repeat(1_900)}`);
    const states: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      const { headers } = await visitor.open(url('cart', `/auth/login?next=${next}`), { stay: true });
      states.push(new URL(String(headers['location'])).searchParams.get('state') ?? '');
    }
    const kept = states.map((state) => visitor.cookie(url('cart'), `signing-in.${state}`)?.length ?? 0);
    expect(kept.at(-1)).toBeGreaterThan(1_900);
    expect(kept.reduce((sum, one) => sum + one)).toBeLessThan(6_000);
    expect(kept.at(-1)).toBeLessThan(3_500);
  });

  test('the provider knows who they are, and they changed their mind', async () => {
    const visitor = signing.visitor();
    const begun = await visitor.open(url('blog', '/auth/login?next=/?x=1'), { stay: true });
    const state = new URL(String(begun.headers['location'])).searchParams.get('state') ?? '';
    const answer = new URLSearchParams({ state, error: 'access_denied', iss: signing.issuer.issuer });
    const shown = await visitor.open(url('blog', `/auth/callback?${answer.toString()}`));
    expect([shown.status, shown.url]).toEqual([200, url('blog', '/?x=1')]);
    expect(knows(shown)).toBe(false);
  });

  test('while the provider is away, that is said, pages stand, and signing out works', async () => {
    const { issuer } = signing;
    const name = issuer.issuer;
    const other = await startSigningHouse();
    try {
      const visitor = other.visitor();
      // The market has asked it before, and knows where to send people; the blog has not.
      await other.visitor().open(other.url('market', '/auth/login'), { stay: true });
      const known = other.visitor(await other.join('wren'));
      await known.open(other.url('market', '/auth/login?next=/'));
      await known.open(other.url('events'));
      await other.issuer.stop();
      const gone = await known.open(other.url('market', '/auth/logout'), { form: {} });
      expect([gone.status, gone.way.length]).toEqual([200, 2]);
      expect(knows(await known.open(other.url('events')))).toBe(false);
      const shown = await visitor.open(other.url('blog', '/auth/login'));
      expect(shown.status).toBe(503);
      expect(shown.text).toContain('Nobody can be signed in just now');
      visitor.setCookie(other.url('blog'), 'rose_sso', '1', 'rose.localhost');
      for (const app of ['blog', 'market'] as const) {
        const stood = await visitor.open(other.url(app));
        expect([app, stood.status, stood.way.length]).toEqual([app, 200, 1]);
      }
      const door = other.house.apps.blog;
      const member = await signIn(door, { handle: 'moth', email: 'moth@example.org', name: 'Moth' });
      const headers = { ...member.headers, 'sec-fetch-site': 'same-origin' };
      const out = await door.ask('/auth/logout', { method: 'POST', headers });
      expect([out.status, out.headers['location']]).toEqual([303, '/auth/signed-out']);
      for (const app of appNames) {
        const { text } = await other.house.apps[app].ask('/', { headers: member.headers });
        expect([app, text.includes('action="/auth/logout"')]).toEqual([app, false]);
      }
    } finally {
      await other.house.stop();
    }
    expect(issuer.issuer).toBe(name);
  }, 60_000);
});

describe('what comes back', () => {
  const nameOf = (name: string) => name as keyof typeof badIdTokens;

  test.each(appNames)('%s believes no bad ID token, and the good one after all of them', async (app) => {
    expect(Object.keys(badIdTokens).length).toBeGreaterThanOrEqual(10);
    for (const name of Object.keys(badIdTokens)) {
      const visitor = signing.visitor(fern);
      signing.issuer.lie = badIdTokens[nameOf(name)];
      const shown = await visitor.open(url(app, '/auth/login?next=/'));
      expect([name, shown.status, visitor.cookie(url(app), 'sid')]).toEqual([name, 400, undefined]);
      expect(shown.text).toContain('You are not signed in');
      expect(visitor.cookie(url(app), 'rose_sso')).toBeUndefined();
    }
    signing.issuer.lie = null;
    expect(await isKnown(await signedIn(app), app)).toBe(true);
  });

  async function begin(visitor: Visitor): Promise<URL> {
    const begun = await visitor.open(url('blog', '/auth/login?next=/?x=1'), { stay: true });
    return new URL(String((await visitor.open(String(begun.headers['location']), { stay: true })).headers['location']));
  }

  test('an answer that says it is of another issuer signs nobody in, nor one that says nothing', async () => {
    for (const iss of ['http://evil.rose.localhost', null]) {
      const visitor = signing.visitor(fern);
      const callback = await begin(visitor);
      if (iss === null) callback.searchParams.delete('iss');
      else callback.searchParams.set('iss', iss);
      const shown = await visitor.open(callback.href);
      expect(shown.status).toBe(400);
      expect(visitor.cookie(url('blog'), 'sid')).toBeUndefined();
    }
  });

  test('a state of another browser signs nobody in, and there is a way on', async () => {
    const callback = await begin(signing.visitor(fern));
    const victim = signing.visitor();
    const shown = await victim.open(callback.href);
    expect(shown.status).toBe(400);
    expect(shown.text).toContain('That took a wrong turn');
    expect(shown.text).toContain('href="/auth/login"');
    expect(victim.cookie(url('blog'), 'sid')).toBeUndefined();
    const withOwn = signing.visitor(fern);
    await begin(withOwn);
    expect((await withOwn.open(callback.href)).status).toBe(400);
  });

  test('a state is used once; who is signed in by then is just sent on', async () => {
    const visitor = signing.visitor(fern);
    const callback = await begin(visitor);
    expect((await visitor.open(callback.href)).url).toBe(url('blog', '/?x=1'));
    expect((await visitor.open(callback.href)).url).toBe(url('blog', '/'));
    const jar = signing.visitor(fern);
    const once = await begin(jar);
    await jar.open(once.href);
    jar.dropCookie(url('blog'), 'sid');
    expect((await jar.open(once.href)).status).toBe(400);
  });

  test('a silent answer that is lost troubles nobody, and is not asked for again at once', async () => {
    const visitor = signing.visitor(fern);
    visitor.setCookie(url('blog'), 'rose_sso', '1', 'rose.localhost');
    const begun = await visitor.open(url('market', '/?x=1'), { stay: true });
    const back = String((await visitor.open(String(begun.headers['location']), { stay: true })).headers['location']);
    const another = signing.visitor(fern);
    another.setCookie(url('blog'), 'rose_sso', '1', 'rose.localhost');
    const shown = await another.open(back);
    expect([shown.status, shown.url, knows(shown)]).toEqual([200, url('market', '/'), false]);
    expect(another.cookie(url('market'), 'sso_tried')).toBe('1');
  });

  test.each(['', '?state=x', '?state=x&state=y&code=z', '?code=', `?state=${'x'.repeat(9_000)}`])(
    'a callback of nonsense (%#) is no error of ours',
    async (query) => {
      expect((await signing.visitor().open(url('blog', `/auth/callback${query}`))).status).toBe(400);
    },
  );
});

describe('next', () => {
  test('leads off the platform never, and to what happens never', async () => {
    const hostile = hostileNext(url('blog').slice(0, -1));
    for (const next of hostile) {
      const visitor = signing.visitor(await signing.again(fern));
      const shown = await visitor.open(url('market', `/auth/login?next=${encodeURIComponent(next)}`));
      expect([next, shown.url]).toEqual([next, url('blog')]);
      await visitor.open(url('market', '/auth/login'));
      const out = await visitor.open(url('market', '/auth/logout'), { form: { next } });
      expect([next, new URL(out.url).pathname]).toEqual([next, '/auth/signed-out']);
    }
  });

  test('is kept on our side: nothing of it stands in an address on the way', async () => {
    const visitor = signing.visitor(fern);
    const shown = await visitor.open(url('market', `/auth/login?next=${encodeURIComponent('/?secret=plum')}`));
    expect(shown.url).toBe(url('market', '/?secret=plum'));
    expect(shown.way.slice(1, -1).join()).not.toContain('plum');
  });
});

describe('silent sign-on', () => {
  test('whoever is signed in at one site is known on the other five without a click', async () => {
    const visitor = await signedIn('blog');
    for (const app of appNames.slice(1)) {
      const shown = await visitor.open(url(app, '/?from=blog'));
      expect([app, shown.url, knows(shown)]).toEqual([app, url(app, '/?from=blog'), true]);
      expect(hostsOf(shown)).toEqual([app, 'federation', app, app]);
    }
  });

  test('a stranger is never sent anywhere, nor is who does not open a page', async () => {
    const stranger = signing.visitor();
    expect((await stranger.open(url('market'))).way).toHaveLength(1);
    const visitor = signing.visitor(fern);
    visitor.setCookie(url('blog'), 'rose_sso', '1', 'rose.localhost');
    for (const headers of [
      { 'sec-fetch-mode': 'cors' },
      { 'sec-fetch-dest': 'image' },
      { 'sec-fetch-dest': 'iframe' },
      { 'sec-fetch-mode': '', 'sec-fetch-dest': '' },
      { 'sec-purpose': 'prefetch' },
    ] as Record<string, string>[]) {
      const shown = await visitor.open(url('market'), { headers, stay: true });
      expect([headers, shown.status]).toEqual([headers, 200]);
    }
    const posted = await visitor.open(url('market', '/'), { form: {}, stay: true });
    expect(posted.status).toBe(405);
    expect((await visitor.open(url('market'), { stay: true })).status).toBe(303);
  });

  test('a failed try clears the hint, is not made again for a while, and shows the page it was about', async () => {
    const visitor = signing.visitor();
    visitor.setCookie(url('blog'), 'rose_sso', '1', 'rose.localhost');
    const shown = await visitor.open(url('market', '/?x=1'));
    expect([shown.status, shown.url]).toEqual([200, url('market', '/?x=1')]);
    expect(hostsOf(shown)).toEqual(['market', 'federation', 'market', 'market']);
    expect(visitor.cookie(url('market'), 'rose_sso')).toBeUndefined();
    expect(visitor.cookie(url('market'), 'sso_tried')).toBe('1');
    expect(visitor.cookie(url('blog'), 'sso_tried')).toBeUndefined();
    visitor.setCookie(url('blog'), 'rose_sso', '1', 'rose.localhost');
    expect((await visitor.open(url('market'))).way).toHaveLength(1);
  });

  test.each(['server_error', 'temporarily_unavailable', 'invalid_request'])(
    'a try that failed for %s says nothing about who is signed in: the hint stays, and soon it is tried again',
    async (error) => {
      const visitor = signing.visitor(fern);
      visitor.setCookie(url('blog'), 'rose_sso', '1', 'rose.localhost');
      const begun = await visitor.open(url('market', '/?x=1'), { stay: true });
      const state = new URL(String(begun.headers['location'])).searchParams.get('state') ?? '';
      const answer = new URLSearchParams({ state, error, iss: signing.issuer.issuer }).toString();
      const back = await visitor.open(url('market', `/auth/callback?${answer}`), { stay: true });
      expect(back.headers['location']).toBe(url('market', '/?x=1'));
      expect([back.headers['set-cookie']].flat().join()).toContain('sso_tried=1; Path=/; Max-Age=30;');
      expect(visitor.cookie(url('market'), 'rose_sso')).toBe('1');
      expect((await visitor.open(url('market'))).way).toHaveLength(1);
    },
  );

  test('who did not come back from the provider is not sent there with every click', async () => {
    const visitor = signing.visitor(fern);
    visitor.setCookie(url('blog'), 'rose_sso', '1', 'rose.localhost');
    const open = () => visitor.open(url('market'), { stay: true });
    const sent = await open();
    expect(sent.status).toBe(303);
    expect([sent.headers['set-cookie']].flat().join()).toMatch(/sso_tried=\d{10}; Path=\/; Max-Age=30;/);
    // Another tab, at the same moment.
    expect((await open()).status).toBe(303);
    visitor.setCookie(url('market'), 'sso_tried', String(Math.floor(Date.now() / 1_000) - 5));
    expect((await open()).status).toBe(200);
  });

  test('nor does a token endpoint that is broken', async () => {
    const visitor = signing.visitor(fern);
    visitor.setCookie(url('blog'), 'rose_sso', '1', 'rose.localhost');
    signing.issuer.meddle = () => 500;
    const shown = await visitor.open(url('market'));
    expect([shown.status, knows(shown), visitor.cookie(url('blog'), 'rose_sso')]).toEqual([200, false, '1']);
  });

  test('a bad ID token on the silent way troubles nobody', async () => {
    const visitor = signing.visitor(fern);
    visitor.setCookie(url('blog'), 'rose_sso', '1', 'rose.localhost');
    signing.issuer.lie = badIdTokens['signed by nobody'];
    const shown = await visitor.open(url('market'));
    expect([shown.status, shown.url, knows(shown)]).toEqual([200, url('market'), false]);
  });

  test('a browser that keeps no session is not sent round in circles', async () => {
    const visitor = await signedIn('blog');
    await visitor.open(url('market'));
    visitor.dropCookie(url('market'), 'sid');
    const shown = await visitor.open(url('market'));
    expect(shown.way).toHaveLength(1);
    expect(knows(shown)).toBe(false);
  });
});

describe('signing out', () => {
  test('ends the session here at once, and at the provider with one click', async () => {
    const visitor = await signedIn('market');
    const sid = visitor.cookie(url('market'), 'sid') ?? '';
    const out = await visitor.open(url('market', '/auth/logout'), { form: {}, stay: true });
    expect(out.status).toBe(303);
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"');
    const end = new URL(String(out.headers['location']));
    expect(end.origin + end.pathname).toBe(url('federation', '/oidc/session/end'));
    expect(end.searchParams.get('id_token_hint')?.split('.')).toHaveLength(3);
    expect(end.searchParams.get('post_logout_redirect_uri')).toBe(url('market', '/auth/signed-out'));
    const thief = signing.visitor();
    thief.setCookie(url('market'), 'sid', sid);
    expect(await isKnown(thief, 'market')).toBe(false);
    const shown = await visitor.open(end.href);
    expect(shown.text).toContain('You are signed out');
    expect(visitor.cookie(url('blog'), 'rose_sso')).toBeUndefined();
    expect((await visitor.open(url('market'))).way).toHaveLength(1);
  });

  test('is done everywhere before the browser goes anywhere: it may never arrive at the provider', async () => {
    const visitor = await signedIn('market');
    expect(await isKnown(visitor, 'events')).toBe(true);
    await visitor.open(url('market', '/auth/logout'), { form: {}, stay: true });
    const headers = { 'sec-fetch-mode': 'cors' };
    expect(knows(await visitor.open(url('events'), { headers }))).toBe(false);
  });

  test('is written down as what the member did there', async () => {
    const { rows, close } = await servicesOn(signing.house.apps.blog.databaseUrl);
    const person = await signing.again(fern);
    const visitor = signing.visitor(person);
    await visitor.open(url('market', '/auth/login'));
    await visitor.open(url('market', '/auth/logout'), { form: {} });
    expect(await rows('select ended_by as by from sign_ins where id = $1', [person.signIn])).toEqual([
      { by: 'member' },
    ]);
    await close();
  });

  test('leads to where the form says', async () => {
    const visitor = await signedIn('market');
    const shown = await visitor.open(url('market', '/auth/logout'), { form: { next: '/?x=1' } });
    expect(shown.url).toBe(url('market', '/?x=1'));
  });

  test('cannot be done to somebody by another site, not even one of ours', async () => {
    const visitor = await signedIn('market');
    for (const site of ['same-site', 'cross-site', 'none']) {
      const out = await visitor.open(url('market', '/auth/logout'), { form: {}, headers: { 'sec-fetch-site': site } });
      expect(out.status).toBe(403);
    }
    expect((await visitor.open(url('market', '/auth/logout'))).status).toBe(405);
    const linked = await visitor.open(url('market', '/auth/signed-out?state=x'));
    expect(linked.headers['clear-site-data']).toBeUndefined();
    expect(await isKnown(visitor, 'market')).toBe(true);
  });

  test('works for who is known at another site only, and asks nobody for a stranger', async () => {
    const visitor = await signedIn('blog');
    const shown = await visitor.open(url('events', '/auth/logout'), { form: {} });
    expect(hostsOf(shown)).toEqual(['events', 'federation', 'events']);
    const stranger = await signing.visitor().open(url('events', '/auth/logout'), { form: {} });
    expect(hostsOf(stranger)).toEqual(['events', 'events']);
  });
});

test('two browsers of one member are two sessions', async () => {
  const [one, two] = [await signedIn('blog'), await signedIn('blog')];
  await one.open(url('blog', '/auth/logout'), { form: {} });
  expect(await isKnown(one, 'blog')).toBe(false);
  expect(await isKnown(two, 'blog')).toBe(true);
});

test('the header is right with the next page after signing in and out, whatever was kept of it', async () => {
  const visitor = signing.visitor();
  for (let round = 0; round < 2; round += 1) {
    const { signIn: begun } = await signing.again(fern);
    visitor.setCookie(url('federation'), 'op_session', signing.issuer.begin({ sub: fern.id, signIn: begun }));
    expect(await isKnown(visitor, 'blog')).toBe(false);
    await visitor.open(url('blog', '/auth/login'));
    expect(await isKnown(visitor, 'blog')).toBe(true);
    await visitor.open(url('blog', '/auth/logout'), { form: {} });
  }
});

test('a provider that changes its keys again and again costs nobody a second try', async () => {
  for (let round = 0; round < 3; round += 1) {
    await signing.issuer.rotate();
    expect(await isKnown(await signedIn('events'), 'events')).toBe(true);
  }
});
