import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { runCommandLine } from './command-line.js';

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await testDatabase();
  dataSource = await openDatabase({ url: database.url, poolSize: 1, applicationName: 'test' });
  await dataSource.query(`
    insert into dead_jobs (app, name, id, payload, attempts, error, died_at) values
      ('account', 'send-mail', 'm1', '{"mailId":"m1"}', 14, 'Error: the mail could not be sent (ETIMEDOUT)', '2026-11-24T10:00Z'),
      ('blog', 'tidy-media', 'schedule', '{}', 6, 'Error: EACCES', '2026-11-24T11:00Z')`);
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function rose(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(['jobs', ...args], {
    env: { DATABASE_URL: database.url },
    stdin: Readable.from([]),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

const fates = () =>
  dataSource.query<unknown[]>(
    `select name, retry_at is not null as retried, dropped_at is not null as dropped from dead_jobs order by name`,
  );

test('dead jobs are listed beside dead tasks', async () => {
  const { stdout } = await rose('dead');
  expect(stdout).toBe(
    [
      'account.send-mail.m1',
      '  send-mail, mailId m1, tried 14 times, dead since 2026-11-24 10:00 UTC',
      '  Error: the mail could not be sent (ETIMEDOUT)',
      'blog.tidy-media.schedule',
      '  tidy-media, tried 6 times, dead since 2026-11-24 11:00 UTC',
      '  Error: EACCES',
      '2 are dead: mend the cause, then rose jobs retry; or rose jobs drop.',
      '',
    ].join('\n'),
  );
});

test('one is retried, the other dropped, and neither is listed any more', async () => {
  expect(await rose('retry', 'account.send-mail.m1')).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse((await rose('drop', '--all', '--yes', '--json')).stdout)).toEqual({
    dropped: ['blog.tidy-media.schedule'],
  });
  expect((await rose('dead')).stdout).toBe('Nothing is dead.\n');
  expect(await fates()).toEqual([
    { name: 'send-mail', retried: true, dropped: false },
    { name: 'tidy-media', retried: false, dropped: true },
  ]);
});

test('what is decided, or was never dead, is not decided again', async () => {
  await rose('drop', 'account.send-mail.m1');
  const { code, stderr } = await rose('retry', 'blog.tidy-media.schedule', 'account.send-mail.m1');
  expect(code).toBe(1);
  expect(stderr).toBe(
    'account.send-mail.m1 is not dead, so nothing was changed; rose jobs dead lists those that are.\n',
  );
  expect(await fates()).toEqual([
    { name: 'send-mail', retried: false, dropped: true },
    { name: 'tidy-media', retried: false, dropped: false },
  ]);
});
