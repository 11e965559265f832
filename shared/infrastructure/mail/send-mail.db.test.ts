import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { MailTransport } from '../../contracts/ports.js';
import { GiveUp } from '../../lib/errors.js';
import { newId } from '../../lib/ids.js';
import { eventually } from '../../testing/eventually.js';
import { startMailServer, type MailServer } from '../../testing/mail-server.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { smtpTransport } from '../adapters/smtp/smtp-transport.js';
import { openDatabase } from '../db/data-source.js';
import { createLog } from '../log/log.js';
import { findUnsentMails, type Statements } from './mail-table.js';
import { createMailSender, type SendMail } from './send-mail.js';

let database: TestDatabase;
let dataSource: DataSource;
let server: MailServer;
let transport: MailTransport;
let lines: string;

beforeEach(async () => {
  database = await testDatabase();
  dataSource = await openDatabase({ url: database.url, poolSize: 6, applicationName: 'test' });
  server = await startMailServer();
  transport = smtpTransport({ url: server.url, name: 'rose.test' });
  lines = '';
});

afterEach(async () => {
  transport.close();
  await server.stop();
  await dataSource.destroy();
  await database.drop();
});

function sender(special: { database?: Statements; transport?: MailTransport } = {}): SendMail {
  const log = createLog(
    { service: 'account', role: 'worker', version: '1', level: 'debug' },
    { write: (line) => void (lines += line) },
  );
  return createMailSender({
    ...{
      database: dataSource,
      transport,
      log,
      from: 'Rose Ash <hello@rose.test>',
      baseDomain: 'rose.test',
      ...special,
    },
    render: (template, data) => {
      if (template !== 'account/code') throw new Error(`no mail called ${template}`);
      const { code } = data as { code: string };
      return { subject: 'Your code', text: `It is ${code}`, html: `<p>It is ${code}</p>` };
    },
  });
}

async function queued(template = 'account/code', age = '1 minute', data: object = { code: '493827' }): Promise<string> {
  const id = newId();
  await dataSource.query(
    `insert into mails (id, key, app, template, recipient, data, created_at)
     values ($1, $2, 'account', $3, 'wren@rose-ash.test', $5, now() - $4::interval)`,
    [id, `sign-in ${id}`, template, age, JSON.stringify(data)],
  );
  return id;
}

async function rowOf(id: string) {
  const rows = await dataSource.query<Record<string, unknown>[]>(`select * from mails where id = $1`, [id]);
  return rows[0]!;
}

const unsent = () => findUnsentMails(dataSource, 'account', 10);

test('a mail is sent once, and what was in it is forgotten', async () => {
  const id = await queued();
  await sender()(id);
  await sender()(id);
  expect(server.received.map(({ to, parsed }) => [to, parsed.text])).toEqual([
    [['wren@rose-ash.test'], 'It is 493827'],
  ]);
  expect(await rowOf(id)).toMatchObject({
    ...{ state: 'sent', data: {}, attempts: 1, sending_until: null, answer: null, sent_at: expect.any(Date) },
  });
  expect(await unsent()).toEqual([]);
});

test('many workers that are given the same mail at once send it once', async () => {
  const id = await queued();
  await Promise.all(Array.from({ length: 8 }, () => sender()(id)));
  expect(server.received).toHaveLength(1);
  expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
});

test('while the mail server thinks, no transaction is open and nobody else takes the mail', async () => {
  server.manner = 'says nothing after the mail';
  const impatient = smtpTransport({ url: server.url, name: 'rose.test', wholeMs: 3_000 });
  const id = await queued();
  const sending = sender({ transport: impatient })(id).catch((error: unknown) => error);
  await eventually(
    () => server.received.length,
    (length) => length === 1,
  );
  const open = await dataSource.query<object[]>(
    `select 1 from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`,
  );
  expect(open).toEqual([]);
  expect(await unsent()).toEqual([]);
  await sender()(id);
  expect(server.received).toHaveLength(1);
  expect(await sending).toEqual(new Error('the mail could not be sent (ETIMEDOUT)'));
  expect(await rowOf(id)).toMatchObject({ state: 'queued', sending_until: null, answer: 'no answer within 3 s' });
  expect(await unsent()).toEqual([id]);
  impatient.close();
});

test('what the server takes later is tried again, with everything that was in it', async () => {
  server.manner = { recipient: 451 };
  const id = await queued();
  await expect(sender()(id)).rejects.toThrow('the mail could not be sent (451)');
  await expect(sender()(id)).rejects.not.toBeInstanceOf(GiveUp);
  expect(await rowOf(id)).toMatchObject({ state: 'queued', attempts: 2, data: { code: '493827' } });
  expect(await unsent()).toEqual([id]);
  server.manner = 'takes all';
  await sender()(id);
  expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 3, data: {}, answer: null });
});

test('what the server will never take is given up, and can still be sent when an operator asks', async () => {
  server.manner = { recipient: 550 };
  const id = await queued();
  await expect(sender()(id)).rejects.toThrow(new GiveUp('the mail server refused the mail (550)'));
  expect(await rowOf(id)).toMatchObject({ state: 'refused', answer: expect.stringContaining('550') });
  expect(await unsent()).toEqual([]);
  server.manner = 'takes all';
  await sender()(id);
  expect(await rowOf(id)).toMatchObject({ state: 'sent' });
});

test.each([{ recipient: 550 }, 'takes all'] as const)(
  'what is of use for minutes is forgotten when it was refused or came too late (%j)',
  async (manner) => {
    server.manner = manner;
    const soon = manner === 'takes all' ? -1_000 : 60_000;
    const id = await queued('account/code', '1 minute', { code: '493827', until: new Date(Date.now() + soon) });
    const outcome = await sender()(id).catch((error: unknown) => error);
    expect(outcome instanceof GiveUp).toBe(manner !== 'takes all');
    expect(JSON.stringify(await rowOf(id))).not.toContain('493827');
    server.manner = 'takes all';
    await sender()(id);
    expect(server.received).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ state: 'refused' });
    expect(await unsent()).toEqual([]);
  },
);

test('a worker that dies between the yes and the row costs a second copy under the same Message-ID', async () => {
  const id = await queued();
  // What a kill leaves behind: the claim, and nothing settled.
  await sender({ database: onlyClaims(dataSource) })(id);
  expect(server.received).toHaveLength(1);
  expect(await unsent()).toEqual([]);
  await dataSource.query(`update mails set sending_until = now() - interval '1 second'`);
  expect(await unsent()).toEqual([id]);
  await sender()(id);
  expect(server.received.map(({ parsed }) => parsed.messageId)).toEqual([
    expect.stringMatching(/^<[0-9a-f]{40}@rose\.test>$/),
    server.received[0]!.parsed.messageId,
  ]);
});

test('a mail that this image cannot render waits for one that can', async () => {
  const id = await queued('account/from-the-future');
  await expect(sender()(id)).rejects.toThrow('the mail could not be sent (ours)');
  expect(server.received).toEqual([]);
  expect(await rowOf(id)).toMatchObject({ state: 'queued', answer: 'no mail called account/from-the-future' });
});

test('the sweep finds what is due, the oldest first, of its own app', async () => {
  const [young, old, older] = [await queued('account/code', '1 second'), await queued(), await queued('a/b', '1 hour')];
  expect(await unsent()).toEqual([older, old]);
  expect(await unsent()).not.toContain(young);
  expect(await findUnsentMails(dataSource, 'blog', 10)).toEqual([]);
});

test('no log line holds an address, a code, or what the server said', async () => {
  const id = await queued();
  server.manner = { recipient: 550 };
  await sender()(id).catch(() => undefined);
  server.manner = 'takes all';
  await sender()(id);
  expect(lines).toContain(id);
  expect(lines).not.toMatch(/wren|493827|no, by|hello@/);
});

function onlyClaims(pool: DataSource): Statements {
  let claimed = false;
  return {
    query: <R>(sql: string, values?: unknown[]): Promise<R> => {
      if (claimed) return Promise.resolve([] as R);
      claimed = true;
      return pool.query(sql, values);
    },
  };
}
