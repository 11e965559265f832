import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { request } from 'undici';
import { startAppUnderTest, type AppUnderTest } from '../../testing/app-under-test.js';
import { fromAPhone, inPieces, mediaFolderUnderTest, type MediaFolderUnderTest } from '../../testing/pictures.js';
import { sampleApp, wireNothing } from '../../testing/sample-app.js';
import { makeVariants } from './make-variants.js';
import { mediaStore } from './media-store.js';

const limits = { maxBytes: 1_000_000, maxPixels: 1_000_000 };
let folder: MediaFolderUnderTest;
let app: AppUnderTest;
let sha256: string;

beforeAll(async () => {
  folder = await mediaFolderUnderTest();
  app = await startAppUnderTest(sampleApp(), wireNothing, { env: { MEDIA_DIR: folder.root } });
  const kept = await mediaStore(folder, limits).keep(inPieces(await fromAPhone()));
  if (kept.kind === 'refused') throw new Error(kept.problems[0]?.sentence);
  ({ sha256 } = kept.file);
});

afterAll(async () => {
  await app.stop();
  await folder.remove();
});

const ask = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
  request(app.publicUrl + path, { method, headers: { host: 'blog.rose.localhost', ...headers }, reset: true });

test('a variant is not found before it is made, then it may be kept for ever, and is asked for again only to hear that', async () => {
  const path = `/media/${sha256}/320.webp`;
  const early = await ask(path);
  expect([early.statusCode, early.headers['cache-control']]).toEqual([404, 'no-store']);
  await early.body.dump();
  await makeVariants(folder, sha256, limits.maxPixels);

  const answer = await ask(path);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    ...{ 'content-type': 'image/webp', 'cache-control': 'public, max-age=31536000, immutable' },
    ...{ 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'cross-origin' },
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  });
  expect(answer.headers['set-cookie']).toBeUndefined();
  const body = Buffer.from(await answer.body.arrayBuffer());
  expect(body.equals(await folder.read(`${sha256.slice(0, 2)}/${sha256}/320.webp`))).toBe(true);
  expect(Number(answer.headers['content-length'])).toBe(body.length);

  const again = await ask(path, { 'if-none-match': String(answer.headers['etag']) });
  expect(again.statusCode).toBe(304);
  expect(again.headers).toMatchObject({
    etag: answer.headers['etag'],
    'cache-control': answer.headers['cache-control'],
  });
  expect(await again.body.text()).toBe('');

  const head = await ask(path, {}, 'HEAD');
  expect(head.statusCode).toBe(200);
  expect(head.headers).toMatchObject({ 'content-type': 'image/webp', 'content-length': String(body.length) });
  expect(await head.body.text()).toBe('');
});

test('another site may show it: where a request comes from does not matter', async () => {
  await makeVariants(folder, sha256, limits.maxPixels);
  const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image', origin: 'https://elsewhere.example' };
  const answer = await ask(`/media/${sha256}/320.jpg`, headers);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'image/jpeg']);
  await answer.body.dump();
});

test.each([
  (hash: string) => `/media/${hash}/original`,
  (hash: string) => `/media/${hash}/`,
  (hash: string) => `/media/${hash}`,
  (hash: string) => `/media/${hash}/320.webp/`,
  (hash: string) => `/media/${hash.toUpperCase()}/320.webp`,
  (hash: string) => `/media/${hash.slice(0, 2)}/${hash}/original`,
  (hash: string) => `/media/${hash}/..%2foriginal`,
  (hash: string) => `/media/${hash}/%2e%2e/${hash}/original`,
  (hash: string) => `/media/${'0'.repeat(64)}/../../${hash}/320.webp`,
  () => `/media/${'0'.repeat(64)}/320.webp`,
  () => '/media/..%2f..%2f..%2fetc%2fpasswd',
  () => `/media/${'.'.repeat(64)}/320.webp`,
  (hash: string) => `/media/${hash}/320.webp%00`,
])('%s has no answer', async (pathOf) => {
  const answer = await ask(pathOf(sha256));
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([404, 'no-store']);
  await answer.body.dump();
});

test('nobody writes there', async () => {
  const answer = await ask(`/media/${sha256}/320.webp`, { 'sec-fetch-site': 'same-origin' }, 'POST');
  expect(answer.statusCode).toBe(404);
  await answer.body.dump();
});
