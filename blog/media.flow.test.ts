import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operator } from '@rose-ash/shared/contracts/viewer';
import { mediaStore } from '@rose-ash/shared/infrastructure/media/media-store';
import { startAppUnderTest, type AppUnderTest } from '@rose-ash/shared/testing/app-under-test';
import { eventually } from '@rose-ash/shared/testing/eventually';
import {
  fromAPhone,
  inPieces,
  mediaFolderUnderTest,
  type MediaFolderUnderTest,
} from '@rose-ash/shared/testing/pictures';
import { servicesOn, type ServicesOn } from '@rose-ash/shared/testing/services-on';
import { app } from './app.js';
import { wire } from './services.js';

const redisPrefix = `test-${randomBytes(6).toString('hex')}`;

let folder: MediaFolderUnderTest;
let blog: AppUnderTest;
let elsewhere: ServicesOn;

beforeAll(async () => {
  folder = await mediaFolderUnderTest();
  blog = await startAppUnderTest(app, wire, { env: { MEDIA_DIR: folder.root, REDIS_PREFIX: redisPrefix } });
  elsewhere = await servicesOn(blog.databaseUrl, redisPrefix);
});

afterAll(async () => {
  await elsewhere.close();
  await blog.stop();
  await folder.remove();
});

async function add(bytes: Buffer) {
  const kept = await mediaStore(folder, { maxBytes: 1_000_000, maxPixels: 1_000_000 }).keep(inPieces(bytes));
  if (kept.kind === 'refused') throw new Error('it should have been kept');
  const added = await elsewhere.services.blog.addPicture(operator, kept.file, { alt: 'Red and blue' });
  if (added.kind === 'refused') throw new Error('it should have been added');
  return added.picture;
}

const stateOf = async (id: string) =>
  (
    await elsewhere.rows<{ id: string; state: string; variants: string[] }>(`select id, state, variants from media`)
  ).find((medium) => medium.id === id);

test('a picture that was added anywhere is not found, and then is there for good', async () => {
  const picture = await add(await fromAPhone());
  const address = `/media/${picture.sha256}/600.webp`;
  expect((await blog.ask(address)).status).toBe(404);
  const ready = await eventually(
    () => stateOf(picture.id),
    (medium) => medium?.state === 'ready',
    60_000,
  );
  for (const variant of ready?.variants ?? []) {
    const { status, headers } = await blog.ask(`/media/${picture.sha256}/${variant}`);
    expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  }
  expect(ready?.variants).toHaveLength(6);
  expect((await blog.ask(`/media/${picture.sha256}/original`)).status).toBe(404);
});

test('a picture that is broken fails once, and is never shown', async () => {
  const picture = await add((await fromAPhone()).subarray(0, 2000));
  await eventually(
    () => stateOf(picture.id),
    (medium) => medium?.state === 'failed',
    60_000,
  );
  const told = blog.logLines.filter((line) => line['mediaId'] === picture.id);
  expect(told).toHaveLength(1);
  expect((await blog.ask(`/media/${picture.sha256}/600.webp`)).status).toBe(404);
  expect(await elsewhere.rows(`select * from dead_jobs`)).toEqual([]);
});
