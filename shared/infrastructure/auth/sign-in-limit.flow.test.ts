import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startAppUnderTest, type AppUnderTest } from '../../testing/app-under-test.js';
import { eventually } from '../../testing/eventually.js';
import { roomsOf } from '../../testing/room-of.js';
import { servicesOn, type ServicesOn } from '../../testing/services-on.js';
import { withinOneHour } from '../../testing/within-one-hour.js';
import { firstPartyClients } from '../oidc/first-party.js';

// A window of an hour, and no test begins at its end.
const file = `
site: { title: Test, locale: en-GB, timeZone: Europe/London, currency: GBP }
limits: { bodyBytes: 4096, flood: { requests: 1000, seconds: 3600 }, signIns: { requests: 3, seconds: 3600 } }
`;

let one: AppUnderTest;
let replica: AppUnderTest;
let behind: ServicesOn;
let households = 0;

beforeAll(async () => {
  const { federation } = await roomsOf('federation');
  const env = { SECRET_KEY: `one secret for both replicas, long enough to be taken${Math.random()}` };
  one = await startAppUnderTest(federation.app, federation.wire, { file, env });
  replica = await startAppUnderTest(federation.app, federation.wire, { file, env, databaseUrl: one.databaseUrl });
  behind = await servicesOn(one.databaseUrl);
  await eventually(
    () => Promise.all([one, replica].map((app) => app.ask('/readyz'))),
    (answers) => answers.every(({ status }) => status === 200),
  );
}, 60_000);

beforeEach(withinOneHour, 60_000);

afterAll(async () => {
  await behind.close();
  await Promise.all([one.stop(), replica.stop()]);
});

const newHousehold = () => `203.0.113.${(households += 1)}`;

const askFrom = (from: string, path: string, app = one, accept = 'text/html') =>
  app.ask(path, { headers: { 'x-forwarded-for': from, accept } });

function authPath(): string {
  const client = firstPartyClients(one.config).find(({ id }) => id === 'blog');
  const query = new URLSearchParams({
    ...{ client_id: 'blog', redirect_uri: client?.redirectUri ?? '', response_type: 'code', scope: 'openid' },
    ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
  });
  return `/oidc/auth?${query.toString()}`;
}

const records = async () => (await behind.rows<{ n: string }>('select count(*) as n from oidc_records'))[0]?.n;

test('beyond the limit nothing is remembered, and it is said how long to wait', async () => {
  const [from, path] = [newHousehold(), authPath()];
  for (let n = 0; n < 3; n += 1) expect((await askFrom(from, path)).status).toBe(303);
  const before = await records();
  const refused = await askFrom(from, path);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.text).toContain('Wait a minute, then try again.');
  // Whoever signs in is no flood: they see the house, not the bare page.
  expect(refused.text).toContain('<h1>A little slower, please</h1>');
  expect(refused.headers['set-cookie']).toBeUndefined();
  const machine = await askFrom(from, path, one, 'application/json');
  expect([machine.status, machine.headers['content-type']]).toEqual([429, 'application/problem+json']);
  expect(await records()).toBe(before);
});

test('a site’s own door is counted with it', async () => {
  const from = newHousehold();
  await askFrom(from, authPath());
  // It would go on to the provider by a way that nobody told it: that it tried is enough.
  for (let n = 0; n < 2; n += 1) expect((await askFrom(from, '/auth/login')).status).toBe(503);
  expect((await askFrom(from, '/auth/login?next=/')).status).toBe(429);
});

test('who used theirs up keeps nobody else out, and loses nothing but that', async () => {
  const [from, other] = [newHousehold(), newHousehold()];
  for (let n = 0; n < 20; n += 1) await askFrom(from, authPath());
  expect((await askFrom(from, authPath())).status).toBe(429);
  expect((await askFrom(other, authPath())).status).toBe(303);
  // What they claim of themselves changes nothing, and pages stand.
  expect((await askFrom(`${other}, ${from}`, authPath())).status).toBe(429);
  expect((await askFrom(from, '/')).status).toBe(200);
  expect((await askFrom(from, '/oidc/jwks')).status).toBe(200);
});

test('replicas share one count', async () => {
  const from = newHousehold();
  for (let n = 0; n < 3; n += 1) await askFrom(from, '/auth/login');
  const heard = await eventually(
    () => askFrom(from, '/auth/login', replica),
    ({ status }) => status === 429,
  );
  expect(heard.status).toBe(429);
});
