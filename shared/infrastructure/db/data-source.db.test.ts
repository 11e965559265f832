import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { OperatorError } from '../../lib/errors.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { createDataSource, openDatabase } from './data-source.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.drop());

const open = (url: string, setting?: string) =>
  openDatabase({ url, poolSize: 1, applicationName: 'test', ...(setting && { setting }) });

const changed = (change: (url: URL) => void) => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};

async function sentenceOf(attempt: Promise<unknown>): Promise<string> {
  const error: unknown = await attempt.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(OperatorError);
  return (error as Error).message;
}

test('sessions carry the name and the timeouts', async () => {
  const dataSource = await openDatabase({ url: database.url, poolSize: 1, applicationName: 'rose test' });
  const show = async (name: string) => {
    const rows = await dataSource.query<[Record<string, string>]>(`show ${name}`);
    return rows[0][name];
  };
  expect(await show('application_name')).toBe('rose test');
  expect(await show('statement_timeout')).toBe('10s');
  expect(await show('idle_in_transaction_session_timeout')).toBe('30s');
  await dataSource.destroy();
});

test.each([
  ['hello', /^DATABASE_URL is not a URL; it looks like postgres:\/\/user:password@host:5432\/database\.$/],
  ['mysql://u:hunter2@h/d', /^DATABASE_URL starts with mysql:\/\/ but the database is PostgreSQL/],
])('%s is refused before anything is dialled', (url, sentence) => {
  expect(() => createDataSource({ url, poolSize: 1, applicationName: 'test' })).toThrow(sentence);
});

test('nobody at that port', async () => {
  const free = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => {
        resolve(port);
      });
    });
  });
  const sentence = await sentenceOf(
    open(`postgres://rose:hunter2@127.0.0.1:${String(free)}/rose`, 'DATABASE_DIRECT_URL'),
  );
  expect(sentence).toBe(
    `Nothing answers at 127.0.0.1:${String(free)}; start PostgreSQL there or correct DATABASE_DIRECT_URL.`,
  );
});

test('a database that does not exist', async () => {
  const sentence = await sentenceOf(
    open(
      changed((url) => {
        url.pathname = '/no_such';
      }),
    ),
  );
  expect(sentence).toMatch(/has no database no_such; create it or correct DATABASE_URL\.$/);
});

test('a user that may not come in, without a word about the password', async () => {
  const sentence = await sentenceOf(
    open(
      changed((url) => {
        url.username = 'no_such_user';
        url.password = 'hunter2';
      }),
    ),
  );
  expect(sentence).toMatch(/does not let no_such_user in; check user and password in DATABASE_URL\.$/);
  expect(sentence).not.toContain('hunter2');
});

test('a host without an address', async () => {
  const sentence = await sentenceOf(open('postgres://rose@no-such-host.invalid/rose'));
  expect(sentence).toBe('There is no host no-such-host.invalid:5432; correct the host in DATABASE_URL.');
});

test('a server that takes the call and says nothing', async () => {
  const silent = await new Promise<Server>((resolve) => {
    const server = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
  const { port } = silent.address() as { port: number };
  const sentence = await sentenceOf(open(`postgres://rose@127.0.0.1:${String(port)}/rose`));
  expect(sentence).toMatch(/did not answer within 3 seconds/);
  silent.close();
});
