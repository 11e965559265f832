import { statSync } from 'node:fs';
import { afterEach, expect, jest, test } from '@jest/globals';
import { appNames } from '../contracts/apps.js';
import { askGateway } from '../testing/ask-gateway.js';
import { clearPlace, findPlace, StackUnderTest, type Place, type Runtime } from '../testing/stack-under-test.js';
import { isAlive } from './process/process-info.js';
import { waitUntil } from './process/wait-until.js';
import { runStatement } from './database/probe-database.js';

jest.setTimeout(180_000);

const places: Place[] = [];
const stacks: StackUnderTest[] = [];

afterEach(async () => {
  for (const place of places.splice(0)) {
    await clearPlace(
      place,
      stacks.filter((stack) => stack.place === place),
    );
  }
  stacks.splice(0);
});

async function newPlace(): Promise<Place> {
  const place = await findPlace();
  places.push(place);
  return place;
}

function start(place: Place, options?: ConstructorParameters<typeof StackUnderTest>[1]): StackUnderTest {
  const stack = new StackUnderTest(place, options);
  stacks.push(stack);
  return stack;
}

const living = (runtime: Runtime) =>
  Object.entries(runtime.pids)
    .filter(([, pid]) => isAlive(pid))
    .map(([name]) => name);

const statuses = (port: number, path: string) =>
  Promise.all(appNames.map(async (name) => (await askGateway(port, `${name}.rose.localhost`, path)).status));

test('six sites behind one door, beside another instance; what dies comes back; a stop leaves nothing; a restart keeps data', async () => {
  const place = await newPlace();
  const first = start(place);
  const runtime = await first.ready();
  expect(await statuses(place.port, '/readyz')).toEqual([200, 200, 200, 200, 200, 200]);
  expect(statSync(first.runtimeFile).mode & 0o777).toBe(0o600);
  await runStatement(runtime.env['DATABASE_URL'] ?? '', "create table kept as select 'rye' loaf");

  const refused = start(place);
  expect(await refused.ended).toBe(1);
  expect(refused.output).toBe(
    `Another npm start (process ${runtime.pid}) is using DATA_DIR ${place.dataDir}: stop it or set DATA_DIR to another folder.\n`,
  );

  // The second has a shell as its parent, which is killed outright: it must notice and stop, and leave the first alone.
  const beside = start(await newPlace(), { command: ['/bin/sh', '-c', '"$0" "$@" & wait', process.execPath] });
  const besideRuntime = await beside.ready();
  beside.child.kill('SIGKILL');
  expect(await waitUntil(() => living(besideRuntime).length === 0 && !isAlive(besideRuntime.pid), 30_000)).toBe(true);
  expect(living(runtime)).toHaveLength(9);

  process.kill(runtime.pids['blog'] ?? 0, 'SIGKILL');
  const others = await askGateway(place.port, 'market.rose.localhost', '/readyz');
  expect(others.status).toBe(200);
  expect(await waitUntil(() => first.output.includes('blog answers again'), 30_000)).toBe(true);
  expect((await askGateway(place.port, 'blog.rose.localhost', '/readyz')).status).toBe(200);

  const last = first.runtime();
  expect(last.pids['blog']).not.toBe(runtime.pids['blog']);
  expect(await first.stop()).toBe(0);
  expect(living(last)).toEqual([]);
  expect(() => first.runtime()).toThrow(/ENOENT/);

  const second = start(place);
  const again = await second.ready();
  expect(again.env['SECRET_KEY']).toBe(runtime.env['SECRET_KEY']);
  const { rows } = await runStatement(again.env['DATABASE_URL'] ?? '', 'select loaf from kept');
  expect(rows).toEqual([{ loaf: 'rye' }]);
});

test('kill -9 of the supervisor: its guard tidies up, and without a guard the next start does', async () => {
  const place = await newPlace();
  const first = start(place);
  const runtime = await first.ready();
  process.kill(runtime.pids['guard'] ?? 0, 'SIGKILL');
  first.child.kill('SIGKILL');
  await first.ended;
  expect(living(runtime)).toEqual(expect.arrayContaining(['database', 'redis']));

  const second = start(place);
  const healed = await second.ready();
  expect(second.output).toMatch(/database still running, kept/);
  expect(healed.pids['database']).toBe(runtime.pids['database']);
  expect(await statuses(place.port, '/readyz')).toEqual([200, 200, 200, 200, 200, 200]);
  expect(appNames.filter((name) => isAlive(runtime.pids[name] ?? 0))).toEqual([]);

  second.child.kill('SIGKILL');
  await second.ended;
  expect(await waitUntil(() => living(healed).length === 0, 30_000)).toBe(true);
});
