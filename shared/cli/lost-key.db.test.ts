import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { keySealer } from '../infrastructure/oidc/keys/key-ring.js';
import { makeKey } from '../infrastructure/oidc/keys/make-key.js';
import { backupDesk, type BackupDesk } from '../testing/backup-desk.js';
import { fillEveryTable } from '../testing/fill-every-table.js';
import type { TestDatabase } from '../testing/test-database.js';
import { runCommandLine } from './command-line.js';

const another = 'another'.repeat(8);
let desk: BackupDesk;
let database: TestDatabase;

beforeEach(async () => {
  desk = await backupDesk();
  database = await desk.open();
});

afterEach(() => desk.clear());

async function rose(args: string[], env: Record<string, string> = {}) {
  const said = { stdout: '', stderr: '' };
  const redis = { REDIS_URL: process.env['ROSE_TEST_REDIS_URL'] ?? '', REDIS_PREFIX: 'lost-key-test' };
  const code = await runCommandLine([...args, '--no-media'], {
    env: { DATABASE_URL: database.url, SECRET_KEY: desk.secretKey, ...redis, ...env },
    stdin: Readable.from([]),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

async function backedUp(env: Record<string, string> = {}): Promise<string> {
  await rm(desk.to, { recursive: true });
  const { code, stdout, stderr } = await rose(['backup', '--to', desk.to, '--json'], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return (JSON.parse(stdout) as { folder: string }).folder;
}

const restore = (folder: string, env: Record<string, string>, ...flags: string[]) =>
  rose(['restore', folder, '--replace', '--yes', ...flags], env);

/** On a connection that is closed at once, since restoring looks for those of others. */
async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = await desk.connect(database.url);
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

const kids = () => query('select kid from oidc_keys order by published_at');

test('all comes back but what only the lost key opens, and it is told what is gone and what to do', async () => {
  await fillEveryTable(database.url, desk.secretKey);
  await query(`update oidc_clients set name = 'Fern''s shed'`);
  const folder = await backedUp();
  const [before] = await query('select count(*)::int as members from members');
  const refused = await restore(folder, { SECRET_KEY: another });
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/^The keys in this .*add --key-lost .*\n$/) });
  const { code, stdout, stderr } = await restore(folder, { SECRET_KEY: another }, '--key-lost');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(`
Left out, since only the lost SECRET_KEY opens it:
- 1 key that the provider signed with; federation makes others when it starts.
- 1 sign-in: everybody signs in anew, by mail.
- the client a-client: let it in again and hand over its new id and secret, rose client add --name 'Fern'\\''s shed' --redirect-uri 'https://rp.test/'
`);
  const counts = `select (select count(*)::int from oidc_keys) as keys, (select count(*)::int from oidc_clients) as clients,
    (select count(*)::int from sign_ins where ended_at is null) as open, (select count(*)::int from members) as members`;
  expect(await query(counts)).toEqual([{ keys: 0, clients: 0, open: 0, ...before }]);
  // Nothing of it wants the lost key any more.
  expect(await restore(await backedUp({ SECRET_KEY: another }), { SECRET_KEY: another })).toMatchObject({ code: 0 });
}, 120_000);

test('where only a key of before is lost, what opens stays; where none is, all does', async () => {
  const former = 'of before'.repeat(8);
  await fillEveryTable(database.url, former);
  await query(`update oidc_clients set auth_method = 'none', sealed_secret = null`);
  const [old] = await kids();
  const { kid, publicKey, sealedKey } = await makeKey(keySealer({ secretKey: desk.secretKey, previousSecretKeys: [] }));
  await query(`insert into oidc_keys (kid, public_key, sealed_key, published_at)
    values ('${kid}', '${JSON.stringify(publicKey)}', '${sealedKey}', now())`);
  const folder = await backedUp();
  const none = await restore(folder, { SECRET_KEY_PREVIOUS: former }, '--key-lost', '--json');
  expect(JSON.parse(none.stdout)).toMatchObject({ leftOut: { keys: [], clients: [], signIns: 0 } });
  expect(await query('select id from sign_ins where ended_at is null')).toHaveLength(1);
  const one = await restore(folder, {}, '--key-lost', '--json');
  expect(JSON.parse(one.stdout)).toMatchObject({ leftOut: { keys: [old?.['kid']], clients: [], signIns: 1 } });
  expect(await kids()).toEqual([{ kid }]);
  expect(await query('select id from oidc_clients')).toEqual([{ id: 'a-client' }]);
}, 120_000);
