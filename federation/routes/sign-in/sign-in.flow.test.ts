import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { termsVersion } from '@rose-ash/shared/contracts/terms';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { startAppUnderTest, type Answered, type AppUnderTest } from '@rose-ash/shared/testing/app-under-test';
import { startMailServer, type MailServer } from '@rose-ash/shared/testing/mail-server';
import { servicesOn, type ServicesOn } from '@rose-ash/shared/testing/services-on';
import { app } from '../../app.js';
import { wire } from '../../services.js';
import type { Door, Waiting } from './door.js';
import { signInRoutes } from './index.js';

/** Stands for the provider: an interaction is a cookie below its own path, and signing in leads to the client. */
const door: Door = {
  async findInteraction(ctx) {
    const { uid = '' } = (ctx as unknown as { params: Record<string, string> }).params;
    return ctx.cookies.get('at') === uid ? interactionOf(uid) : null;
  },
  async finishSignIn(ctx, memberId) {
    ctx.status = 303;
    ctx.redirect(`https://club.example/callback?member=${memberId}`);
  },
  async abandon(ctx) {
    ctx.status = 303;
    ctx.redirect('https://club.example/callback?error=access_denied');
  },
};

const interactionOf = (uid: string): Waiting => ({
  ...{ uid, prompt: uid === 'consent' ? 'consent' : 'login', client: { id: 'club', name: 'The club', isOurs: false } },
  ...{ loginHint: 'hint@example.org', memberId: uid === 'anew' ? 'somebody' : null },
});

let mails: MailServer;
let federation: AppUnderTest;
let behind: ServicesOn;

beforeAll(async () => {
  mails = await startMailServer();
  // Before those that ship, which ask the real provider.
  const routes = [...signInRoutes(door), ...app.routes];
  federation = await startAppUnderTest({ ...app, routes }, wire, { env: { SMTP_URL: mails.url } });
  behind = await servicesOn(federation.databaseUrl);
  await behind.services.federation.registerMember(operator, {
    ...{ handle: 'fern', email: 'fern@example.org', name: 'Fern Hollis', agreedTo: termsVersion },
  });
});

beforeEach(() => {
  mails.received.length = 0;
});

afterAll(async () => {
  await behind.close();
  await federation.stop();
  await mails.stop();
});

interface Browser {
  open(path: string): Promise<Answered>;
  send(path: string, form: Record<string, string>): Promise<Answered>;
  cookies: Map<string, string>;
}

/** A browser in which the interaction began, with scripts off. */
function browserAt(uid: string): Browser {
  const cookies = new Map([['at', uid]]);
  async function go(path: string, method: 'GET' | 'POST', form?: Record<string, string>): Promise<Answered> {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const posted = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await federation.ask(path, {
      method,
      headers: { cookie, accept: 'text/html', 'user-agent': 'Firefox/145.0 (Android)', ...(form && posted) },
      ...(form && { body: new URLSearchParams(form).toString() }),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return answer;
  }
  return { cookies, open: (path) => go(path, 'GET'), send: (path, form) => go(path, 'POST', form) };
}

async function newestMail(to: string): Promise<{ code: string; link: string; subject: string; text: string }> {
  const [mail] = await eventually(
    () => mails.received.filter((one) => one.to.includes(to)).slice(-1),
    (found) => found.length === 1,
    60_000,
  );
  const text = mail?.parsed.text ?? '';
  const [code = ''] = /\b\d{6}\b/.exec(text) ?? [];
  const [link = ''] = /http\S+\/sign-in\/link\/\S+/.exec(text) ?? [];
  return { code, link: new URL(link).pathname, subject: mail?.parsed.subject ?? '', text };
}

async function askedFor(uid: string, email: string): Promise<Browser> {
  const browser = browserAt(uid);
  const { status, headers } = await browser.send(`/sign-in/${uid}`, { email });
  expect([status, headers['location']]).toEqual([303, `/sign-in/${uid}/code`]);
  return browser;
}

const callback = expect.stringMatching(/^https:\/\/club\.example\/callback\?member=[0-9a-f-]{36}$/);
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('a member asks, reads the code in the mail, types it with a space, and is on the way back', async () => {
  const browser = browserAt('one');
  const first = await browser.open('/sign-in/one');
  expect(first.text).toMatch(
    /<input [^>]*type="email" value="hint@example\.org" autocomplete="email" inputmode="email"/,
  );
  expect(first.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
  await browser.send('/sign-in/one', { email: ' Fern@Example.org' });
  const page = await browser.open('/sign-in/one/code');
  expect(page.text).toMatch(/<b>fern@example\.org<\/b>[^]*autocomplete="one-time-code" inputmode="numeric"/);
  const { code, subject, text } = await newestMail('fern@example.org');
  expect(subject).toBe('Your code for signing in');
  expect(text).toContain('in Firefox on Android, on the way to The club');
  const html = String(mails.received.at(-1)?.parsed.html);
  // What a locked telephone shows: the hidden words at the beginning.
  expect(/<div style="display:none[^>]*>([^<]*)</.exec(html)?.[1]).toMatch(/^To sign in on Rose Ash/);
  expect(html).toContain(`<span>${code.slice(0, 3)}</span>`);
  const { status, headers } = await browser.send('/sign-in/one/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` });
  expect([status, headers['location']]).toEqual([303, callback]);
  expect(headers['set-cookie']).toEqual([
    expect.stringMatching(/^known=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/),
    // The hint that there is a session, for all six sites.
    expect.stringMatching(/^rose_sso=1; Path=\/; Domain=[\w.]+; Max-Age=7776000; HttpOnly; SameSite=Lax$/),
  ]);
});

test('who is signed in and asked anew is told why', async () => {
  expect((await browserAt('anew').open('/sign-in/anew')).text).toContain('wants to be sure that it is you');
  expect((await browserAt('one').open('/sign-in/one')).text).not.toContain('wants to be sure');
});

test('a mailbox that has had enough is left alone, and whoever asks is told until when', async () => {
  await behind.rows(`
    insert into sign_in_mails (id, interaction, email, mailbox, lane, household, link_hash, asked_at, expires_at)
    select gen_random_uuid(), 'x', 'full@example.org', 'full@example.org', 'stranger', 'far', 'hash ' || n, now(), now()
    from generate_series(1, 100) n`);
  const { status, text } = await browserAt('full').send('/sign-in/full', { email: 'full@example.org' });
  expect(status).toBe(429);
  expect(text).toMatch(/Enough mails for now\.<\/b>[^<]*no more go to full@example\.org before \d\d:\d\d\./);
  expect(text).toContain('value="full@example.org"');
});

test('the link does nothing when it is opened, and lets in when its button is pressed', async () => {
  const browser = await askedFor('link', 'fern@example.org');
  const { link } = await newestMail('fern@example.org');
  const led = await browser.open(link);
  expect(led.status).toBe(303);
  const place = String(led.headers['location']);
  for (let times = 0; times < 3; times += 1) {
    const page = await browser.open(place);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('One press, and you are in')]);
  }
  const { status, headers } = await browser.send(place, {});
  expect([status, headers['location']]).toEqual([303, callback]);
  expect(await browser.open(place)).toMatchObject({ status: 410 });
});

test('in another browser the link explains itself, and its button does nothing', async () => {
  const browser = await askedFor('mine', 'fern@example.org');
  const { link } = await newestMail('fern@example.org');
  const place = String((await browser.open(link)).headers['location']);
  for (const other of [browserAt('theirs'), browserAt('')]) {
    const page = await other.open(place);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Another browser asked for this')]);
    expect(page.text).toContain('type the six figures from the mail there');
    expect(await other.send(place, {})).toMatchObject({ status: 410 });
  }
  // Nor below the path of an interaction of their own.
  const others = browserAt('theirs');
  expect((await others.open(place.replace('/mine/', '/theirs/'))).text).toContain('Another browser asked for this');
  expect(await others.send(place.replace('/mine/', '/theirs/'), {})).toMatchObject({ status: 410 });
  expect((await browser.send(place, {})).headers['location']).toEqual(callback);
});

test('a link that is none, or is used, says where to begin again', async () => {
  const { status, text } = await browserAt('one').open('/sign-in/link/none');
  expect([status, text]).toEqual([410, expect.stringMatching(/This link has done its work[^]*\/auth\/login"/)]);
});

test('a wrong code says how many tries are left, and after five how to go on', async () => {
  const browser = await askedFor('slips', 'fern@example.org');
  const { code } = await newestMail('fern@example.org');
  const answers: string[] = [];
  for (let times = 0; times < 6; times += 1) {
    const { status, text } = await browser.send('/sign-in/slips/code', { code: wrong(code) });
    expect(status).toBe(422);
    answers.push(/(\d tries are left|One try is left|That code counts no more)/.exec(text)?.[0] ?? text);
  }
  expect(answers).toEqual([
    ...['4 tries are left', '3 tries are left', '2 tries are left', 'One try is left'],
    ...['That code counts no more', 'That code counts no more'],
  ]);
  const page = await browser.open('/sign-in/slips/code');
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('That code counts no more')]);
});

test('what is wrong with a field is said at the field, where the keyboard begins', async () => {
  const browser = browserAt('fields');
  const { status, text } = await browser.send('/sign-in/fields', { email: 'fern@' });
  expect(status).toBe(422);
  expect(text).toMatch(
    /id="email-error">[^]*This is no e-mail address\.[^]*value="fern@"[^>]*aria-describedby="email-error" aria-invalid="true" required autofocus/,
  );
});

test('a newcomer reads the same, and joins with a name and a handle', async () => {
  const browser = await askedFor('new', 'moth@example.org');
  const { code, text } = await newestMail('moth@example.org');
  expect(text).toMatch(/^Rose Ash\n\nYour code is \d{6}\n\nType it/);
  expect((await browser.open('/sign-in/new/join')).headers['location']).toBe('/sign-in/new');
  const proved = await browser.send('/sign-in/new/code', { code });
  expect([proved.status, proved.headers['location']]).toEqual([303, '/sign-in/new/join']);
  expect((await browser.open('/sign-in/new/code')).headers['location']).toBe('/sign-in/new/join');
  const page = await browser.open('/sign-in/new/join');
  expect(page.text).toMatch(/<b>moth@example\.org<\/b> is yours/);
  const [, agreedTo = ''] = /name="agreedTo" value="([^"]+)"/.exec(page.text) ?? [];

  const taken = await browser.send('/sign-in/new/join', { name: 'Moth', handle: 'fem', agreedTo });
  expect(taken.status).toBe(422);
  expect(taken.text).toMatch(
    /@fem looks too much like somebody[^]*value="fem"[^>]*aria-invalid="true" required autofocus/,
  );
  expect(taken.text).toContain('value="Moth"');
  const joined = await browser.send('/sign-in/new/join', { name: 'Moth', handle: 'moth', agreedTo });
  expect([joined.status, joined.headers['location']]).toEqual([303, callback]);
  expect(await behind.services.federation.findMember(operator, 'moth')).toMatchObject({ name: 'Moth' });
});

test('only who proved an address is told which handles are taken', async () => {
  const browser = await askedFor('check', 'wren@example.org');
  const check = (handle: string) => browser.open(`/sign-in/check/join/handle?handle=${handle}`);
  expect((await check('fern')).status).toBe(404);
  const { code } = await newestMail('wren@example.org');
  await browser.send('/sign-in/check/code', { code });
  expect((await check('fern')).json()).toEqual({ problem: '@fern is taken; @fern_2 is free.' });
  expect((await check('wren')).json()).toEqual({ problem: null });
});

test('without its interaction every page says where to begin again, and no form does anything', async () => {
  const nobody = browserAt('');
  for (const path of ['', '/code', '/join', '/join/handle?handle=x']) {
    const { status, text } = await nobody.open(`/sign-in/gone${path}`);
    expect([status, text]).toEqual([410, expect.stringMatching(/This page has had its time[^]*\/auth\/login"/)]);
  }
  for (const path of ['', '/code', '/join', '/leave', '/link/x']) {
    expect((await nobody.send(`/sign-in/gone${path}`, { email: 'fern@example.org', code: '123456' })).status).toBe(410);
  }
  // One that asks for consent is no place to sign in.
  expect((await browserAt('consent').open('/sign-in/consent')).status).toBe(410);
  expect(mails.received).toEqual([]);
});

test('a form of another site is refused', async () => {
  const { status } = await federation.ask('/sign-in/one', {
    ...{ method: 'POST', body: 'email=fern%40example.org' },
    headers: { cookie: 'at=one', 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(status).toBe(403);
});

test('who would rather not is led back as a stranger', async () => {
  const { status, headers } = await browserAt('off').send('/sign-in/off/leave', {});
  expect([status, headers['location']]).toEqual([303, 'https://club.example/callback?error=access_denied']);
});

test('the answer does not wait for a mail server that says nothing', async () => {
  mails.manner = 'says nothing at all';
  const begun = performance.now();
  await askedFor('slow', 'slow@example.org');
  expect(performance.now() - begun).toBeLessThan(5_000);
  mails.manner = 'takes all';
});

test('neither codes, tokens nor addresses reach the log', async () => {
  const browser = await askedFor('quiet', 'secret@example.org');
  const { code, link } = await newestMail('secret@example.org');
  await browser.open(link);
  await browser.send('/sign-in/quiet/code', { code: wrong(code) });
  const log = JSON.stringify(federation.logLines);
  expect(log).not.toContain('secret@example.org');
  expect(log).not.toContain(code);
  expect(log).not.toContain(link.split('/').at(-1));
});
