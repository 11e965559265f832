import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { termsVersion } from '@rose-ash/shared/contracts/terms';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { firstPartyClients } from '@rose-ash/shared/infrastructure/oidc/first-party';
import { startAppUnderTest, type Answered, type AppUnderTest } from '@rose-ash/shared/testing/app-under-test';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { startMailServer, type MailServer } from '@rose-ash/shared/testing/mail-server';
import {
  authPath,
  exchange,
  tokensOf,
  wishOf,
  type TestClient,
  type Wish,
} from '@rose-ash/shared/testing/oidc/code-flow';
import { Visitor } from '@rose-ash/shared/testing/oidc/visitor';
import { servicesOn, type ServicesOn } from '@rose-ash/shared/testing/services-on';
import { app } from '../../app.js';
import { wire } from '../../services.js';

let mails: MailServer;
let federation: AppUnderTest;
let behind: ServicesOn;
let blog: TestClient;

beforeAll(async () => {
  mails = await startMailServer();
  federation = await startAppUnderTest(app, wire, { env: { SMTP_URL: mails.url } });
  behind = await servicesOn(federation.databaseUrl);
  await behind.services.federation.registerMember(operator, {
    ...{ handle: 'fern', email: 'fern@example.org', name: 'Fern Hollis', agreedTo: termsVersion },
  });
  blog = firstPartyClients(federation.config).find(({ id }) => id === 'blog')!;
  await eventually(
    () => federation.ask('/readyz'),
    ({ status }) => status === 200,
  );
});

beforeEach(() => {
  mails.received.length = 0;
});

afterAll(async () => {
  await behind.close();
  await federation.stop();
  await mails.stop();
});

interface Begun {
  visitor: Visitor;
  wish: Wish;
  /** `/sign-in/<uid>`. */
  start: string;
}

/** Comes from the blog, and stands before the first page. */
async function begin(): Promise<Begun> {
  const visitor = new Visitor(federation);
  const wish = wishOf(blog);
  const { location } = await visitor.go(authPath(wish));
  expect(location?.pathname).toMatch(/^\/sign-in\/[\w-]+$/);
  return { visitor, wish, start: location?.pathname ?? '' };
}

function send(visitor: Visitor, path: string, form: Record<string, string> = {}): Promise<Answered> {
  return visitor.ask(path, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
}

async function mailed(): Promise<{ code: string; link: string }> {
  const [mail] = await eventually(
    () => mails.received,
    ({ length }) => length > 0,
    60_000,
  );
  const text = mail?.parsed.text ?? '';
  const link = new URL(/http\S+\/sign-in\/link\/\S+/.exec(text)?.[0] ?? '');
  return { code: /\b\d{6}\b/.exec(text)?.[0] ?? '', link: link.pathname };
}

/** Goes on from a form's answer to where the provider sends the browser in the end. */
async function arriveAt({ visitor }: Begun, answer: Answered): Promise<URL> {
  expect(answer.status).toBe(303);
  const { location } = await visitor.go(String(answer.headers['location']));
  expect(location?.href.split('?')[0]).toBe(blog.redirectUri);
  return location!;
}

async function claimsOf({ wish }: Begun, url: URL) {
  expect(url.searchParams.get('state')).toBe(wish.query['state']);
  const code = url.searchParams.get('code') ?? '';
  const answer = await exchange(federation, blog, { wish, url, code });
  return decodeJwt(tokensOf(answer).id_token);
}

const auditOf = (name: string) =>
  behind.rows<{ kind: string; details: object }>(
    `select kind, details from audit_events where member_id = (select id from members where handle = $1) order by id`,
    [name],
  );

test('a newcomer asks, reads the code, joins, and comes back to the site with their name', async () => {
  const begun = await begin();
  const { visitor, start } = begun;
  const page = await visitor.ask(start);
  expect(page.headers['content-security-policy']).toContain(federation.config.urls.blog);
  expect(page.text).toContain('Send me a code');
  expect((await send(visitor, start, { email: 'moth@example.org' })).headers['location']).toBe(`${start}/code`);
  expect((await visitor.ask(`${start}/code`)).text).toContain('moth@example.org');
  const { code } = await mailed();
  expect((await send(visitor, `${start}/code`, { code })).headers['location']).toBe(`${start}/join`);
  const form = await visitor.ask(`${start}/join`);
  const [, agreedTo = ''] = /name="agreedTo" value="([^"]+)"/.exec(form.text) ?? [];
  const joined = await send(visitor, `${start}/join`, { name: 'Moth', handle: 'moth', agreedTo });
  const claims = await claimsOf(begun, await arriveAt(begun, joined));
  expect(claims).toMatchObject({ preferred_username: 'moth', name: 'Moth', roles: [] });
  expect((await auditOf('moth')).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['member.joined']));
  expect((await visitor.ask(start)).status).toBe(410);
});

test('whoever the operator made a member agrees to the terms before anything else, and once', async () => {
  await behind.services.federation.registerMember(operator, {
    ...{ handle: 'wren', email: 'wren@example.org', name: 'Wren Okafor' },
  });
  const begun = await begin();
  const { visitor, start } = begun;
  await send(visitor, start, { email: 'wren@example.org' });
  const { code } = await mailed();
  expect((await send(visitor, `${start}/code`, { code })).headers['location']).toBe(`${start}/join`);
  // A form that was sent twice, and every other way in, lead there as well.
  expect((await send(visitor, `${start}/code`, { code })).headers['location']).toBe(`${start}/join`);
  expect((await visitor.go(authPath(wishOf(blog)))).location?.pathname).toMatch(/^\/sign-in\//);
  const page = await visitor.ask(`${start}/join`);
  expect(page.text).toMatch(/<b>Wren Okafor<\/b>, <b>@wren<\/b>[^]*href="\/terms"/);
  expect(page.headers['cache-control']).toBe('no-store');
  expect(await visitor.ask(`${start}/join/handle?handle=fern`)).toMatchObject({ status: 404 });
  expect(await send(visitor, `${start}/join`, { agreedTo: '2020-01-01' })).toMatchObject({
    ...{ status: 422, text: expect.stringContaining('has changed since this page was made') },
  });
  const [, agreedTo = ''] = /name="agreedTo" value="([^"]+)"/.exec(page.text) ?? [];
  const claims = await claimsOf(begun, await arriveAt(begun, await send(visitor, `${start}/join`, { agreedTo })));
  expect(claims).toMatchObject({ preferred_username: 'wren', name: 'Wren Okafor' });
  expect(await auditOf('wren')).toContainEqual({ kind: 'terms.agreed', details: { version: agreedTo } });

  mails.received.length = 0;
  const again = await begin();
  await send(again.visitor, again.start, { email: 'wren@example.org' });
  const { code: next } = await mailed();
  await arriveAt(again, await send(again.visitor, `${again.start}/code`, { code: next }));
});

test('a newcomer who is known by another address may sign in with that one instead', async () => {
  const begun = await begin();
  const { visitor, start } = begun;
  await send(visitor, start, { email: 'not-mine@example.org' });
  await send(visitor, `${start}/code`, { code: (await mailed()).code });
  expect((await visitor.ask(`${start}/join`)).text).toContain(`<a href="${start}">`);
  mails.received.length = 0;
  await send(visitor, start, { email: 'fern@example.org' });
  expect((await visitor.ask(`${start}/code`)).text).toContain('<b>fern@example.org</b>');
  const { code } = await mailed();
  const claims = await claimsOf(begun, await arriveAt(begun, await send(visitor, `${start}/code`, { code })));
  expect(claims).toMatchObject({ preferred_username: 'fern' });
});

test('a member signs in with the link, which another browser can do nothing with', async () => {
  const begun = await begin();
  const { visitor, start } = begun;
  await send(visitor, start, { email: 'fern@example.org' });
  const { link } = await mailed();
  const stranger = new Visitor(federation);
  const led = String((await stranger.ask(link)).headers['location']);
  expect((await stranger.ask(led)).text).toContain('Another browser asked for this');
  expect(await send(stranger, led)).toMatchObject({ status: 410 });
  const inTheirOwn = await begin();
  const elsewhere = led.replace(start, inTheirOwn.start);
  expect((await inTheirOwn.visitor.ask(elsewhere)).text).toContain('Another browser asked for this');
  expect(await send(inTheirOwn.visitor, elsewhere)).toMatchObject({ status: 410 });

  const place = String((await visitor.ask(link)).headers['location']);
  expect((await visitor.ask(place)).text).toContain('One press, and you are in');
  const claims = await claimsOf(begun, await arriveAt(begun, await send(visitor, place)));
  expect(claims).toMatchObject({ preferred_username: 'fern' });
  expect(await auditOf('fern')).toContainEqual({ kind: 'address.proved', details: { by: 'link' } });
});

test('who is signed in is not asked again', async () => {
  const begun = await begin();
  const { visitor, start } = begun;
  await send(visitor, start, { email: 'fern@example.org' });
  const { code } = await mailed();
  await arriveAt(begun, await send(visitor, `${start}/code`, { code }));
  const { location } = await visitor.go(authPath(wishOf(blog)));
  expect(location?.searchParams.get('code')).toBeTruthy();
});

test('of many who send the code at once from one browser, one comes back to the site', async () => {
  const begun = await begin();
  const { visitor, start } = begun;
  await send(visitor, start, { email: 'fern@example.org' });
  const { code } = await mailed();
  const answers = await Promise.all([1, 2, 3, 4].map(() => send(visitor, `${start}/code`, { code })));
  // The others are told that it was used, or that the sign-in is done.
  expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1);
  expect(answers.every(({ status }) => [303, 410, 422].includes(status))).toBe(true);
});

test('wrong codes are on record, and who would rather not goes back as a stranger', async () => {
  const begun = await begin();
  const { visitor, start } = begun;
  await send(visitor, start, { email: 'fern@example.org' });
  const { code } = await mailed();
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  expect((await send(visitor, `${start}/code`, { code: wrong })).text).toContain('4 tries are left');
  expect(await auditOf('fern')).toContainEqual({ kind: 'sign-in.failed', details: { why: 'wrong-code' } });
  const url = await arriveAt(begun, await send(visitor, `${start}/leave`));
  expect(url.searchParams.get('error')).toBe('access_denied');
});
