import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { MailOutcome } from '../contracts/ports.js';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { claimMail, settleMail } from '../infrastructure/mail/mail-table.js';
import { eventually } from '../testing/eventually.js';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { runCommandLine } from './command-line.js';
import { checkMail, sayFate } from './mail-check.js';

let database: TestDatabase;
let dataSource: DataSource;
let env: Record<string, string>;

beforeEach(async () => {
  database = await testDatabase();
  env = { DATABASE_URL: database.url };
  dataSource = await openDatabase({ url: database.url, poolSize: 2, applicationName: 'test' });
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function rose(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(args, {
    env,
    stdin: Readable.from([]),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

/** Does to the one mail what a worker would. */
async function work(outcome: MailOutcome): Promise<string> {
  const [mail] = await eventually(
    () => dataSource.query<{ id: string; recipient: string }[]>(`select id, recipient from mails`),
    (mails) => mails.length === 1,
  );
  const claimed = await claimMail(dataSource, mail!.id);
  await settleMail(dataSource, claimed!, outcome);
  return mail!.recipient;
}

test('a mail that was sent is told of', async () => {
  const checking = rose('mail', 'check', 'Wren@Rose-Ash.test');
  expect(await work({ kind: 'sent' })).toBe('wren@rose-ash.test');
  expect(await checking).toEqual({
    ...{ code: 0, stderr: '' },
    stdout: 'The mail server took a mail for Wren@Rose-Ash.test; look there whether it comes.\n',
  });
});

test('what the mail server answered is told, in words and as data', async () => {
  const checking = rose('mail', 'check', 'wren@rose-ash.test', '--json');
  await work({ kind: 'refused', code: '550', answer: '550 no such person' });
  expect(await checking).toEqual({
    code: 1,
    stdout: '{"state":"refused","attempts":1,"answer":"550 no such person"}\n',
    stderr: 'The mail server will take no mail for wren@rose-ash.test: 550 no such person\n',
  });
});

test('a failure is told at once, though it is tried again', async () => {
  const checking = rose('mail', 'check', 'wren@rose-ash.test');
  await work({ kind: 'failed', code: 'ESOCKET', answer: 'connect ECONNREFUSED 127.0.0.1:25' });
  expect(await checking).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: 'The mail could not be sent so far, and is tried again: connect ECONNREFUSED 127.0.0.1:25\n',
  });
});

test('that nobody came is told when patience ends', async () => {
  const fate = await checkMail(database.url, 'wren@rose-ash.test', { env, stderr: { write: () => undefined } }, 100);
  expect(fate).toEqual({ state: 'queued', attempts: 0, answer: null });
  expect(() => sayFate(fate, 'wren@rose-ash.test')).toThrow(/^No worker of account took the mail; start one/);
});

test('what is no address is refused before anything is written', async () => {
  expect(await rose('mail', 'check', 'wren')).toEqual({
    ...{ code: 1, stdout: '', stderr: 'This is no e-mail address.\n' },
  });
  expect(await dataSource.query(`select * from mails`)).toEqual([]);
});
