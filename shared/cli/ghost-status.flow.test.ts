import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { operator } from '../contracts/viewer.js';
import { ghostCommandLine, type GhostCommandLine } from '../testing/ghost-command-line.js';
import { withServices } from './with-services.js';

let under: GhostCommandLine;

beforeEach(async () => {
  under = await ghostCommandLine();
});

afterEach(() => under.close());

const rose = (...args: string[]) => under.rose(args);

const words = async () => (await rose('status')).stdout.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, 'THEN').split('\n'); // prettier-ignore

/** A worker's turn that ended like this. */
async function failed(trouble: 'refused' | 'busy', why: string, isPause: boolean): Promise<void> {
  await withServices(under.databaseUrl, async ({ blog }) => {
    const turn = await blog.takeGhostTurn(operator, under.ghost.url, {
      by: 'the worker',
      keyMark: 'other',
      isByHand: false,
    });
    if (turn.kind !== 'yours') throw new Error(turn.kind);
    await blog.endGhostTurn(operator, under.ghost.url, turn.fence, {
      kind: 'failed',
      ...{ trouble, why, isPause, waitMs: 60_000 },
    });
  });
}

/** As if the key were the one that was refused. */
const sameKey = () =>
  under.dataSource.query(`update ghost_watches set refused_marks = array(select key_mark from kept)`);

test('it is said how things stand, before and after the first reading', async () => {
  expect(await words()).toEqual([
    `Ghost     ${under.ghost.url}`,
    'Read      never',
    'Here      0 posts, 0 pages, 0 tags, 0 authors',
    'Pictures  none is waited for',
    '',
  ]);
  under.ghost.operations.createPost({ title: 'Bread', text: 'Text.', status: 'published', tags: ['News'] });
  expect((await rose('sync', '--full')).stdout).toContain('Everything was compared: 0 found otherwise than they should be.'); // prettier-ignore
  const lines = await words();
  expect(lines[0]).toBe(`Ghost     ${under.ghost.url}, v6.65`);
  expect(lines[1]).toMatch(/^Read {6}THEN, \d+ s ago$/);
  expect(lines.slice(2)).toEqual([
    'Drift     0 found on THEN',
    'Here      1 post, 0 pages, 1 tag, 1 author',
    'Pictures  none is waited for',
    '',
  ]);
  expect(JSON.parse((await rose('status', '--json')).stdout)).toMatchObject({
    ...{ site: under.ghost.url, posts: 1, tags: 1, picturesWaiting: 0 },
    watch: { version: 'v6.65', paused: null, failing: null, drift: { count: 0 }, ticks: 1, errors: {} },
  });
});

test('a pause is told with why and what to do, stops a sync by hand, and ends with rose ghost resume', async () => {
  await rose('sync');
  await under.dataSource.query('create table kept as select key_mark from ghost_watches');
  await failed('refused', 'The Ghost does not take our key: it answered 401.', true);
  await sameKey();
  const lines = await words();
  expect(lines[2]).toBe('Paused    since THEN. The Ghost does not take our key: it answered 401.');
  expect(lines[3]).toContain('Make a new key under Integrations in Ghost');
  const before = under.ghost.asked.length;
  expect(await rose('sync')).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: `Reading ${under.ghost.url} is paused. The Ghost does not take our key: it answered 401. When that is mended, say rose ghost resume.\n`,
  });
  expect(under.ghost.asked).toHaveLength(before);
  expect((await rose('resume')).stdout).toBe(`${under.ghost.url} is asked again with the worker’s next tick.\n`);
  expect((await rose('resume')).stdout).toBe(`Reading ${under.ghost.url} was neither paused nor waiting.\n`);
  expect((await rose('sync')).code).toBe(0);
});

test('what is waited for is told with the next try, and a person need not wait', async () => {
  await failed('busy', 'The Ghost says that it was asked too often.', false);
  await failed('busy', 'The Ghost says that it was asked too often.', false).catch(() => undefined);
  const lines = await words();
  expect(lines.slice(1, 5)).toEqual([
    'Read      not to the end yet',
    'Failing   once. The Ghost says that it was asked too often.',
    'To do     Nothing; it is asked less often by itself.',
    'Next try  THEN',
  ]);
  expect((await rose('sync')).code).toBe(0);
});

const takeTurn = () =>
  withServices(under.databaseUrl, ({ blog }) =>
    blog.takeGhostTurn(operator, under.ghost.url, { by: 'the worker', keyMark: 'one', isByHand: false }),
  );

test('while another reads, a sync by hand waits a little, says so and asks nothing', async () => {
  await takeTurn();
  expect(await rose('sync')).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: `${under.ghost.url} is being read just now, by the worker; ask again in a minute.\n`,
  });
  expect(under.ghost.asked).toEqual([]);
  expect((await words())[1]).toBe('Read      not to the end yet; being read now, by the worker');
});

test('when another is soon done, a sync by hand takes its turn then', async () => {
  const turn = await takeTurn();
  if (turn.kind !== 'yours') throw new Error(turn.kind);
  const syncing = rose('sync');
  await withServices(under.databaseUrl, ({ blog }) =>
    blog.endGhostTurn(operator, under.ghost.url, turn.fence, { kind: 'quiet', version: null }),
  );
  expect(await syncing).toMatchObject({ code: 0 });
});
