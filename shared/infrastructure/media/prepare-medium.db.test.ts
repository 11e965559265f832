import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import type { UnitOfWork } from '../../contracts/unit-of-work.js';
import { newId } from '../../lib/ids.js';
import {
  fromAPhone,
  inPieces,
  mediaFolderUnderTest,
  twoColours,
  type MediaFolderUnderTest,
} from '../../testing/pictures.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { createUnits } from '../app/tool-box.js';
import { openDatabase } from '../db/data-source.js';
import { createLog } from '../log/log.js';
import { mediaStore } from './media-store.js';
import { findNewMedia } from './media-table.js';
import { prepareMedium } from './prepare-medium.js';
import { tidyMedia } from './tidy-media.js';

const limits = { maxBytes: 1_000_000, maxPixels: 1_000_000 };
const aMinuteAgo = () => new Date(Date.now() - 60_000);

let database: TestDatabase;
let dataSource: DataSource;
let units: UnitOfWork<EntityManager>;
let folder: MediaFolderUnderTest;
let lines: string[];

beforeEach(async () => {
  database = await testDatabase();
  dataSource = await openDatabase({ url: database.url, poolSize: 4, applicationName: 'test' });
  units = createUnits({ dataSource, newId, clock: aMinuteAgo });
  folder = await mediaFolderUnderTest();
  lines = [];
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
  await folder.remove();
});

async function keep(bytes: Buffer) {
  const kept = await mediaStore(folder, limits).keep(inPieces(bytes));
  if (kept.kind === 'refused') throw new Error(kept.problems[0]?.sentence);
  return kept.file;
}

async function add(bytes: Buffer) {
  const file = await keep(bytes);
  return units.run((open) => open.tools.media(file, { alt: 'A loaf', ownerId: null }));
}

function prepare(id: string): Promise<void> {
  const log = createLog(
    { service: 'blog', role: 'worker', version: '1', level: 'info' },
    { write: (line) => void lines.push(line) },
  );
  return prepareMedium({ database: dataSource, folder, maxPixels: limits.maxPixels, log }, id);
}

const stateOf = async (id: string) =>
  (await dataSource.query<object[]>(`select state, variants, placeholder from media where id = $1`, [id]))[0];

const wanted = () => findNewMedia(dataSource, 10);

test('a medium becomes ready with the names of what was made, and is then wanted no more', async () => {
  const { id, sha256 } = await add(await fromAPhone());
  expect(await wanted()).toEqual([id]);
  await prepare(id);
  const ready = {
    state: 'ready',
    variants: ['320.avif', '320.webp', '320.jpg', '600.avif', '600.webp', '600.jpg'],
    placeholder: expect.stringMatching(/^data:image\/webp;base64,/),
  };
  expect(await stateOf(id)).toEqual(ready);
  expect(await folder.files()).toHaveLength(7);
  expect(await wanted()).toEqual([]);
  await prepare(id);
  expect(await stateOf(id)).toEqual(ready);
  expect(await keep(await fromAPhone())).toMatchObject({ sha256 });
});

test('a broken picture fails with one line in the log, and nobody tries again', async () => {
  const { id } = await add((await twoColours().jpeg().toBuffer()).subarray(0, 1500));
  await prepare(id);
  expect(await stateOf(id)).toEqual({ state: 'failed', variants: [], placeholder: null });
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ level: 'warn', mediaId: id, msg: 'a picture is broken and will not be shown' }),
  ]);
  expect(await wanted()).toEqual([]);
});

test('a file that is not there is for another time', async () => {
  const { id } = await add(await fromAPhone());
  await folder.remove();
  await expect(prepare(id)).rejects.toThrow('ENOENT');
  expect(await stateOf(id)).toMatchObject({ state: 'new' });
  await keep(await fromAPhone());
  await prepare(id);
  expect(await stateOf(id)).toMatchObject({ state: 'ready' });
});

test('what is older than a day and belongs to nobody is removed, and nothing else', async () => {
  const known = await add(await fromAPhone());
  await prepare(known.id);
  const old = await keep(await twoColours(100, 80).png().toBuffer());
  const young = await keep(await twoColours(100, 90).png().toBuffer());
  const again = await keep(await twoColours(100, 70).png().toBuffer());
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000);
  for (const path of await folder.files()) {
    if (!path.includes(young.sha256)) await utimes(join(folder.root, path), twoDaysAgo, twoDaysAgo);
  }
  await keep(await twoColours(100, 70).png().toBuffer());
  const tidied = await Promise.all([tidyMedia(folder, dataSource), tidyMedia(folder, dataSource)]);
  expect(tidied.reduce((sum, { pictures }) => sum + pictures, 0)).toBe(1);
  const left = (await folder.files()).filter((path) => path.endsWith('original'));
  const place = (sha256: string) => `${sha256.slice(0, 2)}/${sha256}/original`;
  expect(left).toEqual([known, young, again].map(({ sha256 }) => place(sha256)).sort());
  expect(left).not.toContain(place(old.sha256));
  expect(await folder.files()).toHaveLength(9);
});
