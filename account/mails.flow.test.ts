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
let elsewhere: ServicesOn;

beforeEach(async () => {
  server = await startMailServer();
  account = await startAppUnderTest(app, wire, { env: { ROLE: 'worker', SMTP_URL: server.url } });
  elsewhere = await servicesOn(account.databaseUrl);
});

afterEach(async () => {
  await elsewhere.close();
  await account.stop();
  await server.stop();
});

test('a mail that a unit anywhere left in its table is sent by the worker of its app, once', async () => {
  const { services, rows } = elsewhere;
  const asked = await services.account.checkMail(operator, 'wren@rose-ash.test');
  if (asked.kind === 'refused') throw new Error('it should have been taken');
  await eventually(
    () => services.account.findMailCheck(operator, asked.key),
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

test('what the mail server refuses for good is written down and left alone', async () => {
  server.manner = { recipient: 550 };
  const asked = await elsewhere.services.account.checkMail(operator, 'nobody@rose-ash.test');
  if (asked.kind === 'refused') throw new Error('it should have been taken');
  const mail = await eventually(
    () => elsewhere.services.account.findMailCheck(operator, asked.key),
    (found) => found?.state === 'refused',
    60_000,
  );
  expect(mail).toMatchObject({ attempts: 1, answer: expect.stringContaining('550') });
  await eventually(
    () => elsewhere.rows(`select 1 from dead_jobs where name = 'send-mail'`),
    (dead) => dead.length === 1,
  );
  expect(JSON.stringify(account.logLines)).not.toContain('nobody@');
});
