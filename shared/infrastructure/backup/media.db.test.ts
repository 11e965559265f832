import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type pg from 'pg';
import { backupDesk, type BackupDesk } from '../../testing/backup-desk.js';
import { mediaFolderUnderTest, type MediaFolderUnderTest } from '../../testing/pictures.js';
import type { TestDatabase } from '../../testing/test-database.js';
import { keptAt } from './media-list.js';
import { verifyBackup } from './verify-backup.js';

let desk: BackupDesk;
let media: MediaFolderUnderTest;
let database: TestDatabase;
let client: pg.Client;
let day: number;

beforeEach(async () => {
  desk = await backupDesk();
  media = await mediaFolderUnderTest();
  database = await desk.open();
  client = await desk.connect(database.url);
  day = 0;
});

afterEach(async () => {
  await desk.clear();
  await media.remove();
});

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** An original and two variants, the second of which is the same in every picture. */
async function addPicture(variants = ['320.webp', '640.jpg']): Promise<string> {
  const bytes = randomBytes(3_000);
  const sha256 = hashOf(bytes);
  await mkdir(media.folderOf(sha256), { recursive: true });
  await writeFile(media.originalOf(sha256), bytes);
  for (const name of variants) {
    await writeFile(join(media.folderOf(sha256), name), name === '640.jpg' ? 'same' : bytes.subarray(9));
  }
  await client.query(
    `insert into media (id, sha256, mime, bytes, width, height, alt, state, variants, created_at)
     values (gen_random_uuid(), $1, 'image/png', 3000, 1, 1, '', case when $2::text[] = '{}' then 'new' else 'ready' end, $2, now())`,
    [sha256, variants],
  );
  return sha256;
}

/** One a day. */
function backUp(keep: number | null = null) {
  const now = new Date(Date.UTC(2026, 0, (day += 1)));
  return desk.backUp(database.url, { mediaDir: media.root, keep, now: () => now });
}

const pathOf = (sha256: string, name = 'original') => `${sha256.slice(0, 2)}/${sha256}/${name}`;

async function keptFiles(): Promise<string[]> {
  const entries = await readdir(join(desk.to, 'media'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test('pictures come back to an empty folder, byte by byte', async () => {
  await addPicture();
  await addPicture([]);
  await writeFile(join(media.root, 'stray'), 'of nobody');
  const before = new Map<string, string>();
  for (const file of await media.files()) before.set(file, hashOf(await media.read(file)));
  before.delete('stray');
  const { folder, manifest, copied } = await backUp();
  expect(manifest.media).toMatchObject({ files: 4, missing: [], damaged: [] });
  expect(copied?.files).toBe(4);
  await rm(media.root, { recursive: true });
  const { media: restored } = await desk.restore(folder, database.url, { mediaDir: media.root });
  expect(restored).toMatchObject({ files: 4, there: 0, lost: [] });
  const after = new Map<string, string>();
  for (const file of await media.files()) after.set(file, hashOf(await media.read(file)));
  expect(after).toEqual(before);
});

test('what is there and right stays, what is there and wrong is mended', async () => {
  const [right, wrong] = [await addPicture(), await addPicture()];
  const { folder } = await backUp();
  await truncate(media.originalOf(wrong), 5);
  const { media: restored } = await desk.restore(folder, database.url, { mediaDir: media.root });
  expect(restored).toMatchObject({ files: 1, there: 5, lost: [] });
  expect([hashOf(await media.read(pathOf(right))), hashOf(await media.read(pathOf(wrong)))]).toEqual([right, wrong]);
});

test('the next backup copies what is new, and another variant under the same name', async () => {
  const sha256 = await addPicture();
  const first = await backUp();
  expect((await backUp()).copied).toEqual({ files: 0, bytes: 0 });
  await addPicture();
  await writeFile(join(media.folderOf(sha256), '320.webp'), 'made anew');
  const { folder, copied } = await backUp();
  // Two of the new picture, whose third is the same as before, and the one that was made anew.
  expect(copied?.files).toBe(3);
  await desk.restore(folder, database.url, { mediaDir: media.root });
  expect((await media.read(pathOf(sha256, '320.webp'))).toString()).toBe('made anew');
  await desk.restore(first.folder, database.url, { mediaDir: media.root });
  expect((await media.read(pathOf(sha256, '320.webp'))).length).toBe(2_991);
});

test('missing and damaged ones are named, and stop nothing', async () => {
  const [missing, damaged, whole] = [await addPicture(), await addPicture(), await addPicture([])];
  await rm(media.originalOf(missing));
  await writeFile(media.originalOf(damaged), 'other bytes');
  const { folder, manifest } = await backUp();
  expect(manifest.media).toMatchObject({ files: 5, missing: [pathOf(missing)], damaged: [pathOf(damaged)] });
  expect((await verifyBackup(folder, () => undefined)).problems).toEqual([]);
  expect(await keptFiles()).toContain(whole);
});

test('what the backup has not got whole is found, named and not brought back', async () => {
  const [gone, bad] = [await addPicture([]), await addPicture([])];
  const { folder } = await backUp();
  await rm(keptAt(join(desk.to, 'media'), gone));
  await writeFile(keptAt(join(desk.to, 'media'), bad), 'x'.repeat(3_000));
  const { problems } = await verifyBackup(folder, () => undefined);
  expect(problems.sort()).toEqual(
    [
      `The media file ${pathOf(gone)} is missing.`,
      `The media file ${pathOf(bad)} holds other bytes than were written.`,
    ].sort(),
  );
  await rm(media.root, { recursive: true });
  const { media: restored } = await desk.restore(folder, database.url, { mediaDir: media.root });
  expect(restored).toMatchObject({ files: 0, lost: [pathOf(gone), pathOf(bad)].sort() });
  expect(await media.files()).toEqual([]);
});

test('old backups go, and with them the files that only they named', async () => {
  const gone = await addPicture([]);
  await backUp();
  await client.query('delete from media');
  const stays = await addPicture([]);
  const second = await backUp();
  const third = await backUp(2);
  expect(third.pruned).toEqual({ backups: ['rose-2026-01-01T00-00-00Z'], files: 1 });
  expect((await readdir(desk.to)).sort()).toEqual([
    'media',
    ...[second, third].map(({ folder }) => folder.slice(desk.to.length + 1)),
  ]);
  expect(await keptFiles()).toEqual([stays]);
  expect(await keptFiles()).not.toContain(gone);
});

test('while one of those that stay cannot be read, no file goes', async () => {
  await addPicture([]);
  const { folder } = await backUp();
  await client.query('delete from media');
  await addPicture([]);
  await backUp();
  await writeFile(join(folder, 'media.jsonl.gz'), 'x');
  await expect(backUp(3)).rejects.toThrow(
    /^The list of media files of .* is damaged, so no media file was removed; the new backup is complete\.$/,
  );
  expect(await keptFiles()).toHaveLength(2);
});

test('a picture whose place is taken by something else is missing', async () => {
  const sha256 = await addPicture([]);
  await rm(media.folderOf(sha256), { recursive: true });
  await mkdir(dirname(media.folderOf(sha256)), { recursive: true });
  await writeFile(media.folderOf(sha256), 'a file');
  expect((await backUp()).manifest.media?.missing).toEqual([pathOf(sha256)]);
});
