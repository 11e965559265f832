import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { freePort } from '../process/free-port.js';
import { identityOf, isAlive } from '../process/process-info.js';
import { waitUntil } from '../process/wait-until.js';
import { isRoot } from './account.js';
import { choosePlace } from './choose-place.js';
import { createDatabase } from './create-database.js';
import { findLeftoverDatabase } from './leftover.js';
import { runStatement } from './probe-database.js';
import { startDatabase } from './start-database.js';

const scratch = mkdtempSync(join(tmpdir(), 'rose-ash-launcher-'));
chmodSync(scratch, 0o755);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const password = 'three green apples';
const describeServer = `
  select current_setting('server_encoding') encoding, datcollate collation, current_setting('listen_addresses') addresses,
         current_setting('unix_socket_directories') sockets, current_setting('max_connections') connections
  from pg_database where datname = current_database()`;

test('a cluster keeps its rows over a stop, and one left running is adopted or moved', async () => {
  const options = { folder: join(scratch, 'kept'), port: await freePort(), password, isThrowAway: true };
  const first = await startDatabase(options);
  const url = await createDatabase(first, 'kept');
  expect((await runStatement(url, describeServer)).rows).toEqual([
    { encoding: 'UTF8', collation: 'C.UTF-8', addresses: '127.0.0.1', sockets: '', connections: '300' },
  ]);
  await runStatement(url, 'create table loaf (name text)');
  await runStatement(url, "insert into loaf values ('rye')");
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);

  const second = await startDatabase(options);
  expect(second.isAdopted).toBe(false);
  expect((await runStatement(second.url('kept'), 'select name from loaf')).rows).toEqual([{ name: 'rye' }]);

  const third = await startDatabase(options);
  expect(third).toMatchObject({ isAdopted: true, pid: second.pid });

  const elsewhere = await startDatabase({ ...options, port: await freePort() });
  expect(isAlive(second.pid)).toBe(false);
  expect(findLeftoverDatabase(options.folder)).toEqual({ pid: elsewhere.pid, port: elsewhere.port });
  await elsewhere.stop();
  expect(findLeftoverDatabase(options.folder)).toBeNull();

  const withOther = startDatabase({ ...options, password: 'four pears' });
  await expect(withOther).rejects.toThrow(/has another password than the one kept beside it/);
  expect(findLeftoverDatabase(options.folder)).toBeNull();
});

test('a throw-away database ends when the process that wanted it is killed', async () => {
  const script = `
    const { startThrowAwayDatabase } = await import(${JSON.stringify(new URL('./throw-away-database.js', import.meta.url).href)});
    const { pid } = await startThrowAwayDatabase();
    process.stdout.write(String(pid), () => process.kill(process.pid, 'SIGKILL'));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(Number(stdout)).toBeGreaterThan(1);
  expect(await waitUntil(() => identityOf(Number(stdout)) === null, 10_000)).toBe(true);
});

const asRoot = isRoot() ? test : test.skip;

asRoot("root in a closed folder: binaries and data move to the database user's own home", async () => {
  const closed = mkdtempSync(join(scratch, 'closed-'));
  const home = join(scratch, 'home');
  const place = choosePlace(join(closed, 'database'), home);
  expect(place.account.kind).toBe('user');
  expect(place.cluster.startsWith(home)).toBe(true);
  expect(existsSync(join(closed, 'database', 'cluster'))).toBe(false);
});

asRoot('root where no home can be made either: a user namespace', () => {
  const closed = mkdtempSync(join(scratch, 'sealed-'));
  writeFileSync(join(scratch, 'file'), 'no home can be made below a file');
  const place = choosePlace(join(closed, 'database'), join(scratch, 'file', 'home'));
  expect(place).toMatchObject({ account: { kind: 'namespace' }, cluster: join(closed, 'database', 'cluster') });
});
