import { randomBytes } from 'node:crypto';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { mediaFolderUnderTest, type MediaFolderUnderTest } from '../../testing/pictures.js';
import { testDatabase, type TestDatabase } from '../../testing/test-database.js';
import { openDatabase } from '../db/data-source.js';
import type { JobSurroundings } from '../jobs/define-job.js';
import { createLog } from '../log/log.js';
import { tidyMediaJob } from './media-jobs.js';
import { tidyMedia } from './tidy-media.js';

const longAgo = new Date(Date.now() - 2 * 86_400_000);

let database: TestDatabase;
let dataSource: DataSource;
let folder: MediaFolderUnderTest;

beforeEach(async () => {
  database = await testDatabase();
  dataSource = await openDatabase({ url: database.url, poolSize: 2, applicationName: 'test' });
  folder = await mediaFolderUnderTest();
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
  await folder.remove();
});

async function shelve(count: number): Promise<string[]> {
  const hashes = Array.from({ length: count }, () => randomBytes(32).toString('hex'));
  for (const sha256 of hashes) {
    await mkdir(folder.folderOf(sha256), { recursive: true });
    await writeFile(folder.originalOf(sha256), '');
    await utimes(folder.originalOf(sha256), longAgo, longAgo);
  }
  return hashes;
}

async function leaveHalf(): Promise<void> {
  await mkdir(folder.incoming, { recursive: true });
  await writeFile(join(folder.incoming, 'half'), '');
  await utimes(join(folder.incoming, 'half'), longAgo, longAgo);
}

const know = (hashes: string[]) =>
  dataSource.query(
    `insert into media (id, sha256, mime, bytes, width, height, alt, created_at)
     select gen_random_uuid(), sha256, 'image/png', 1, 1, 1, '', now() from unnest($1::text[]) sha256`,
    [hashes],
  );

const tidy = () => tidyMedia(folder, dataSource);

test('a database that knows no picture at all is believed nothing, however few there are', async () => {
  await shelve(1);
  await leaveHalf();
  expect(await tidy()).toEqual({ pictures: 0, halves: 0, spared: 1 });
  expect(await folder.files()).toHaveLength(2);
});

test('in a new house what was left half done goes', async () => {
  await leaveHalf();
  expect(await tidy()).toEqual({ pictures: 0, halves: 1, spared: 0 });
  expect(await folder.files()).toEqual([]);
});

test('a database that does not know most of what is here is believed nothing', async () => {
  await know(await shelve(20));
  const strays = await shelve(21);
  expect(await tidy()).toEqual({ pictures: 0, halves: 0, spared: 21 });
  expect(await folder.files()).toHaveLength(41);
  await know(strays.slice(0, 1));
  expect(await tidy()).toEqual({ pictures: 20, halves: 0, spared: 0 });
  expect(await folder.files()).toHaveLength(21);
});

test('many go where those that stay are as many', async () => {
  await know(await shelve(21));
  await shelve(21);
  expect(await tidy()).toEqual({ pictures: 21, halves: 0, spared: 0 });
});

test('few go, though they are most of what is here', async () => {
  await know(await shelve(1));
  await shelve(20);
  expect(await tidy()).toEqual({ pictures: 20, halves: 0, spared: 0 });
});

test('what was not believed is said in the log, and counted', async () => {
  const lines: string[] = [];
  const log = createLog(
    { service: 'blog', role: 'worker', version: '1', level: 'info' },
    { write: (line) => void lines.push(line) },
  );
  const around = { dataSource, log } as Partial<JobSurroundings> as JobSurroundings;
  const registry = new Registry();
  const job = tidyMediaJob({ folder: folder.root, maxBytes: 1, maxPixels: 1 });
  job.measure?.(around, registry);
  const refused = async () => (await registry.getSingleMetricAsString('media_tidy_refused_total')).split(' ').at(-1);
  expect(await refused()).toBe('0');
  const hashes = await shelve(1);
  await job.run(around, {}, new AbortController().signal);
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ level: 'error', spared: 1, msg: expect.stringMatching(/^nothing was tidied/) }),
  ]);
  expect(await refused()).toBe('1');
  await know(hashes);
  await job.run(around, {}, new AbortController().signal);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ level: 'info', msg: 'the media folder was tidied' });
  expect(await refused()).toBe('1');
});
