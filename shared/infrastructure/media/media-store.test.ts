import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import sharp from 'sharp';
import {
  film,
  fromAPhone,
  inPieces,
  mediaFolderUnderTest,
  twoColours,
  type MediaFolderUnderTest,
} from '../../testing/pictures.js';
import { mediaStore } from './media-store.js';

let folder: MediaFolderUnderTest;

beforeEach(async () => {
  folder = await mediaFolderUnderTest();
});

afterEach(() => folder.remove());

const keep = (bytes: Uint8Array, limits = { maxBytes: 1_000_000, maxPixels: 1_000_000 }) =>
  mediaStore(folder, limits).keep(inPieces(bytes));

const refused = (what: string) => ({
  ...{ kind: 'refused', problems: [{ field: 'file', sentence: `This file does not fit: ${what}.` }] },
});

test('a picture is kept under its hash, with what it is and how large it is shown', async () => {
  const bytes = await fromAPhone();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const file = { sha256, bytes: bytes.length, mime: 'image/jpeg', width: 600, height: 800 };
  expect(await keep(bytes)).toEqual({ kind: 'kept', file });
  expect(await folder.files()).toEqual([`${sha256.slice(0, 2)}/${sha256}/original`]);
  expect((await folder.read(`${sha256.slice(0, 2)}/${sha256}/original`)).equals(bytes)).toBe(true);
});

test('the same bytes twice, also at once, are one file', async () => {
  const bytes = await twoColours().png().toBuffer();
  const kept = await Promise.all([keep(bytes), keep(bytes), keep(bytes)]);
  expect(new Set(kept.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(await folder.files()).toHaveLength(1);
});

test.each([
  ['image/jpeg', () => twoColours(80, 60).jpeg().toBuffer()],
  ['image/png', () => twoColours(80, 60).png().toBuffer()],
  ['image/webp', () => twoColours(80, 60).webp().toBuffer()],
  ['image/avif', () => twoColours(80, 60).avif().toBuffer()],
  ['image/gif', () => film(80, 60)],
])('%s is told by its bytes', async (mime, make) => {
  expect(await keep(await make())).toMatchObject({ kind: 'kept', file: { mime, width: 80, height: 60 } });
});

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>';

test.each([
  ['nothing', async () => Buffer.alloc(0)],
  ['a drawing that can run', async () => Buffer.from(svg)],
  ['a page', async () => Buffer.from('<!doctype html><p>Hello')],
  ['a TIFF', () => twoColours(80, 60).tiff().toBuffer()],
  ['the first bytes of a picture and then a page', async () => Buffer.from('GIF89a<script>alert(1)</script>')],
  ['a PNG that says it is a JPEG', async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(svg)])],
])('%s is refused and leaves nothing behind', async (_, make) => {
  expect(await keep(await make())).toEqual(refused('the pictures taken are JPEG, PNG, WebP, AVIF and GIF'));
  expect(await folder.files()).toEqual([]);
});

test('what is too large is not read to its end', async () => {
  let pieces = 0;
  async function* endless() {
    for (;;) {
      pieces += 1;
      yield new Uint8Array(100_000);
    }
  }
  const store = mediaStore(folder, { maxBytes: 2_050_000, maxPixels: 1_000_000 });
  expect(await store.keep(endless())).toEqual(refused('at most 2.1 MB are taken'));
  expect(pieces).toBe(21);
  expect(await folder.files()).toEqual([]);
});

test('too many pixels are refused however few bytes they take', async () => {
  const bytes = await sharp({ create: { width: 30_000, height: 2_000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(await keep(bytes, { maxBytes: 1_000_000, maxPixels: 50_000_000 })).toEqual(
    refused('at most 50 million pixels are taken'),
  );
  expect(await folder.files()).toEqual([]);
});

test('a sender who breaks off leaves nothing behind, and hears of it', async () => {
  async function* broken() {
    yield new Uint8Array(1000);
    throw new Error('the line went dead');
  }
  const store = mediaStore(folder, { maxBytes: 20_000, maxPixels: 1_000_000 });
  await expect(store.keep(broken())).rejects.toThrow('the line went dead');
  expect(await folder.files()).toEqual([]);
});

test('a stream that breaks before it is read is heard too', async () => {
  const store = mediaStore(folder, { maxBytes: 20_000, maxPixels: 1_000_000 });
  await expect(store.keep(createReadStream(`${folder.root}/none.jpg`))).rejects.toThrow('ENOENT');
  expect(await folder.files()).toEqual([]);
});

test('a disk that cannot be written is no fault of the picture', async () => {
  await writeFile(folder.incoming, 'a file where a folder should be');
  await expect(keep(await fromAPhone())).rejects.toThrow('ENOTDIR');
});
