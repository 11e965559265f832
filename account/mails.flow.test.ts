import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { startAppUnderTest, type AppUnderTest } from '@rose-ash/shared/testing/app-under-test';
import { eventually } from '@rose-ash/shared/testing/eventually';
import { startMailServer, type MailServer } from '@rose-ash/shared/testing/mail-server';
import { servicesOn, type ServicesOn } from '@rose-ash/shared/testing/services-on';
import { app } from './app.js';
import { wire } from './services.js';

let server: MailServer;
let account: AppUnderTest;
let redisPrefix: string;
let elsewhere: ServicesOn | undefined;

beforeEach(async () => {
  server = await startMailServer();
  redisPrefix = `test-${randomBytes(6).toString('hex')}`;
  const env = { ROLE: 'worker', SMTP_URL: server.url, REDIS_PREFIX: redisPrefix };
  account = await startAppUnderTest(app, wire, { env });
});

afterEach(async () => {
  await elsewhere?.close();
  await account.stop();
  await server.stop();
});

async function ask({ services }: ServicesOn, address: string): Promise<string> {
  const asked = await services.account.checkMail(operator, address);
  if (asked.kind === 'refused') throw new Error('it should have been taken');
  return asked.key;
}

test('a mail that a unit anywhere orders is sent by the worker of its app, once', async () => {
  elsewhere = await servicesOn(account.databaseUrl, redisPrefix);
  const { services, rows } = elsewhere;
  const key = await ask(elsewhere, 'wren@rose-ash.test');
  await eventually(
    () => services.account.findMailCheck(operator, key),
    (mail) => mail?.state === 'sent',
    60_000,
  );
  expect(server.received).toHaveLength(1);
  const { parsed, to, from } = server.received[0]!;
  expect({ to, from, subject: parsed.subject }).toEqual({
    to: ['wren@rose-ash.test'],
    from: 'hello@rose.localhost',
    subject: 'Our mail reaches you',
  });
  expect(parsed.from?.text).toBe('"Rose Ash" <hello@rose.localhost>');
  expect(parsed.messageId).toMatch(/^<[0-9a-f]{40}@rose\.localhost>$/);
  expect(parsed.text).toMatch(/^Rose Ash\n\nThis mail has arrived\.[^]*You get this because/);
  expect(parsed.html).toMatch(/<h1>This mail has arrived<\/h1>/);
  expect(await rows(`select data, attempts from mails`)).toEqual([{ data: {}, attempts: 1 }]);
});

test('a mail that nobody told the worker of is found in its table', async () => {
  elsewhere = await servicesOn(account.databaseUrl);
  const { services } = elsewhere;
  const key = await ask(elsewhere, 'wren@rose-ash.test');
  await eventually(
    () => services.account.findMailCheck(operator, key),
    (mail) => mail?.state === 'sent',
    60_000,
  );
  expect(server.received).toHaveLength(1);
});

test('what the mail server refuses for good is written down and left alone', async () => {
  server.manner = { recipient: 550 };
  elsewhere = await servicesOn(account.databaseUrl, redisPrefix);
  const { services, rows } = elsewhere;
  const key = await ask(elsewhere, 'nobody@rose-ash.test');
  const mail = await eventually(
    () => services.account.findMailCheck(operator, key),
    (found) => found?.state === 'refused',
    60_000,
  );
  expect(mail).toMatchObject({ attempts: 1, answer: expect.stringContaining('550') });
  await eventually(
    () => rows(`select 1 from dead_jobs where name = 'send-mail'`),
    (dead) => dead.length === 1,
  );
  expect(JSON.stringify(account.logLines)).not.toContain('nobody@');
});
