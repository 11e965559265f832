import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../testing/eventually.js';
import {
  crateCatalogues,
  handlingUnderTest,
  noteCrate,
  type HandlingUnderTest,
} from '../testing/handling-under-test.js';
import { runCommandLine } from './command-line.js';

let under: HandlingUnderTest;

beforeEach(async () => {
  under = await handlingUnderTest(crateCatalogues('shelf'));
});

afterEach(() => under.close());

async function rose(...args: string[]) {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(['jobs', ...args], {
    env: { DATABASE_URL: under.url },
    stdin: Readable.from([]),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

const json = async (...args: string[]) => JSON.parse((await rose(...args, '--json')).stdout) as Record<string, unknown>;

/** Crates `bad` and `worse` die with their first note, and hold up the next; the ids of both. */
async function twoDead(): Promise<[string, string]> {
  await under.pack({ crate: 'bad', n: 1 }, { crate: 'bad', n: 2 }, { crate: 'worse', n: 3 }, { crate: 'worse', n: 4 });
  const worker = under.worker([under.noting(() => Promise.reject(new Error('the shelf is full')))]);
  worker.start();
  await eventually(under.tasks, (tasks) => tasks.filter(({ state }) => state === 'dead').length === 2);
  await worker.stop();
  const dead = (await under.tasks()).filter(({ state }) => state === 'dead');
  return dead.map(({ activity_id }) => `${activity_id}.blog.${noteCrate}`) as [string, string];
}

const goOn = async (count: number) => {
  under.worker([under.noting()]).start();
  const notes = await eventually(under.notes, ({ length }) => length === count);
  return notes.map(({ n }) => n).sort();
};

test('nothing is dead, and says so', async () => {
  expect(await rose('dead')).toEqual({ code: 0, stdout: 'Nothing is dead.\n', stderr: '' });
  expect(await json('dead')).toEqual({ dead: [] });
  expect(await rose('retry', '--all')).toEqual({ code: 0, stdout: 'Nothing is dead.\n', stderr: '' });
});

test('the dead are listed with what an operator wants to know', async () => {
  const [bad, worse] = await twoDead();
  const { dead } = (await json('dead')) as { dead: Record<string, unknown>[] };
  expect(dead.map(({ id }) => id).sort()).toEqual([bad, worse].sort());
  expect(dead.find(({ id }) => id === bad)).toEqual({
    ...{ kind: 'task', id: bad, app: 'blog', name: noteCrate, about: 'crate.packed, crate:bad', attempts: 6 },
    ...{ lastError: 'Error: the shelf is full', since: expect.stringMatching(/^20.*Z$/), holdsUp: 1 },
  });
  const { stdout } = await rose('dead');
  expect(stdout).toMatch(
    new RegExp(
      `${bad}\n {2}crate.packed, crate:bad, tried 6 times, dead since \\S+ \\S+ UTC, holds up 1 other\n {2}Error: the shelf is full\n`,
    ),
  );
  expect(stdout).toMatch(/2 are dead: mend the cause, then rose jobs retry; or rose jobs drop\.\n$/);
});

test('a retried task has all its attempts again, and what waited behind it follows', async () => {
  const [bad] = await twoDead();
  expect(await rose('retry', bad)).toEqual({
    ...{ code: 0, stderr: '' },
    stdout: '1 is tried again, from the first attempt.\n',
  });
  expect((await under.tasks())[0]).toMatchObject({ state: 'new', attempts: 0 });
  expect(await goOn(2)).toEqual([1, 2]);
});

test('a dropped task is never done, stays visible as such, and holds up nothing', async () => {
  const [bad] = await twoDead();
  expect(await json('drop', bad)).toEqual({ dropped: [bad] });
  expect(await goOn(1)).toEqual([2]);
  expect((await under.tasks())[0]).toMatchObject({
    ...{ state: 'dropped', attempts: 6, last_error: 'Error: the shelf is full' },
  });
  expect(((await json('dead')) as { dead: unknown[] }).dead).toHaveLength(1);
});

test('all of them at once', async () => {
  const both = await twoDead();
  const { retried } = (await json('retry', '--all')) as { retried: string[] };
  expect(retried.sort()).toEqual([...both].sort());
  expect(await goOn(4)).toEqual([1, 2, 3, 4]);
});

test('dropping all needs a second word', async () => {
  await twoDead();
  expect(await rose('drop', '--all')).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: 'That gives up everything that is dead, for good: add --yes to mean it.\n',
  });
  expect((await rose('drop', '--all', '--yes')).stdout).toBe('2 are dropped, and what waited behind goes on.\n');
});

test.each([
  [['retry'], 'Say which: ids from rose jobs dead, or --all.\n'],
  [['retry', '--all', `1.blog.${noteCrate}`], 'Say which: ids from rose jobs dead, or --all, but not both.\n'],
  [['drop', 'bread'], 'bread is no id; rose jobs dead lists them.\n'],
  [['retry', `1.pub.${noteCrate}`], `1.pub.${noteCrate} is no id; rose jobs dead lists them.\n`],
  [['retry', `9999999999999999999.blog.x`], '9999999999999999999.blog.x is no id; rose jobs dead lists them.\n'],
])('%p fails with one sentence', async (args, sentence) => {
  expect(await rose(...args)).toEqual({ code: 1, stdout: '', stderr: sentence });
});

test('of several ids all are taken or none', async () => {
  const [bad] = await twoDead();
  const stranger = `${bad.split('.')[0]!}.blog.crate-packed.other`;
  expect(await rose('retry', bad, stranger)).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: `${stranger} is not dead, so nothing was changed; rose jobs dead lists those that are.\n`,
  });
  expect((await under.tasks())[0]).toMatchObject({ state: 'dead' });
});

test.each(['dead', 'retry', 'drop'])('jobs %s explains itself', async (verb) => {
  const { code, stdout } = await rose(verb, '--help');
  expect(code).toBe(0);
  expect(stdout).toContain(`Usage: rose jobs ${verb}`);
});
