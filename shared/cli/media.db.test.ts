import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../infrastructure/db/data-source.js';
import { fromAPhone, mediaFolderUnderTest, twoColours, type MediaFolderUnderTest } from '../testing/pictures.js';
import { testDatabase, type TestDatabase } from '../testing/test-database.js';
import { runCommandLine } from './command-line.js';

let database: TestDatabase;
let dataSource: DataSource;
let store: MediaFolderUnderTest;
let desk: MediaFolderUnderTest;

beforeEach(async () => {
  database = await testDatabase();
  dataSource = await openDatabase({ url: database.url, poolSize: 1, applicationName: 'test' });
  store = await mediaFolderUnderTest();
  desk = await mediaFolderUnderTest();
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
  await store.remove();
  await desk.remove();
});

async function rose(args: string[], env: Record<string, string> = { MEDIA_DIR: store.root }) {
  const said = { stdout: '', stderr: '' };
  const code = await runCommandLine(args, {
    env: { DATABASE_URL: database.url, PUBLIC_PORT: '8000', ...env },
    stdin: Readable.from([]),
    stdout: { write: (words) => (said.stdout += words) },
    stderr: { write: (words) => (said.stderr += words) },
  });
  return { code, ...said };
}

async function file(name: string, bytes: Buffer): Promise<string> {
  const path = join(desk.root, name);
  await writeFile(path, bytes);
  return path;
}

const rows = () => dataSource.query<object[]>(`select sha256, alt, owner_id, state from media order by width`);

test('pictures are taken in, whatever they are called, and their addresses are printed', async () => {
  const phone = await file('IMG_0001.txt', await fromAPhone());
  const wide = await file('wide.png', await twoColours(2000, 100).png().toBuffer());
  const { code, stdout, stderr } = await rose(['media', 'add', phone, wide, '--alt', ' Red and blue ']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const media = await rows();
  const [first, second] = media.map((medium) => (medium as { sha256: string }).sha256);
  expect(stdout).toBe(
    [`${String(first)}/600.webp`, `${String(second)}/1920.webp`]
      .map((path) => `http://blog.rose.localhost:8000/media/${path}\n`)
      .join(''),
  );
  expect(media).toEqual([
    { sha256: first, alt: 'Red and blue', owner_id: null, state: 'new' },
    { sha256: second, alt: 'Red and blue', owner_id: null, state: 'new' },
  ]);
});

test('the same picture again is the same, and is told as data', async () => {
  const phone = await file('a.jpg', await fromAPhone());
  await rose(['media', 'add', phone, '--alt', 'First words']);
  const { stdout } = await rose(['media', 'add', phone, phone, '--alt', 'Other words', '--json']);
  const picture = expect.objectContaining({ alt: 'First words', state: 'new', variants: [], width: 600, height: 800 });
  expect(JSON.parse(stdout)).toEqual([picture, picture]);
  expect(await rows()).toHaveLength(1);
});

test.each<[string, string[], RegExp]>([
  [
    'no picture',
    ['page.jpg', '--alt', ''],
    /page\.jpg: This file does not fit: the pictures taken are JPEG, PNG, .*\.\n$/,
  ],
  ['no file', ['none.jpg', '--alt', ''], /none\.jpg cannot be read: there is no such file\.\n$/],
  ['a folder', ['', '--alt', ''], /cannot be read: it is a folder\.\n$/],
  ['no words for it', ['page.jpg'], /^Required option '--alt <text>' not specified/],
])('%s: one sentence, and nothing is taken in', async (_, [name = '', ...options], sentence) => {
  await file('page.jpg', Buffer.from('<!doctype html>'));
  const good = await file('good.png', await twoColours(20, 20).png().toBuffer());
  const { code, stdout, stderr } = await rose(['media', 'add', good, join(desk.root, name), ...options]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(sentence);
  expect(await rows()).toEqual([]);
});

test('without a place for pictures one sentence names the setting', async () => {
  expect(await rose(['media', 'add', 'a.jpg', '--alt', ''], {})).toEqual({
    ...{ code: 1, stdout: '', stderr: 'MEDIA_DIR is not set; .env.example says what it is for.\n' },
  });
});

test('it is told which pictures of texts did not come, and they are asked for again', async () => {
  expect((await rose(['media', 'copies'])).stdout).toBe('0 of 0 pictures are ours, 0 to be copied, 0 given up.\n');
  await dataSource.query(`
    insert into picture_copies (id, source, state, attempts, trouble, next_try_at, created_at) values
      (gen_random_uuid(), 'https://a.example/1.jpg', 'refused', 1, 'The server answered 404.', now(), now()),
      (gen_random_uuid(), 'https://a.example/2.jpg', 'wanted', 2, 'The server answered 503.', now(), now())`);
  expect((await rose(['media', 'copies'])).stdout).toBe(
    [
      '0 of 2 pictures are ours, 1 to be copied, 1 given up.',
      'given up  https://a.example/1.jpg  The server answered 404.',
      'later     https://a.example/2.jpg  The server answered 503.\n',
    ].join('\n'),
  );
  expect(JSON.parse((await rose(['media', 'copies', '--json'])).stdout)).toMatchObject({ counts: { refused: 1 } });
  expect((await rose(['media', 'copy-again'])).stdout).toBe('1 asked for again\n');
  expect((await rose(['media', 'copies'])).stdout).toContain('2 to be copied, 0 given up.');
});
