import { readFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { request } from 'undici';
import { startAppUnderTest, type AppUnderTest } from '../../testing/app-under-test.js';
import { sampleApp, wireNothing } from '../../testing/sample-app.js';

const folder = new URL('../../static/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Record<string, { file: string }>;
const name = manifest['css/main.css']!.file;
const plain = readFileSync(new URL(name, folder));

let app: AppUnderTest;
beforeAll(async () => {
  app = await startAppUnderTest(sampleApp(), wireNothing);
});
afterAll(() => app.stop());

const fetchFile = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  request(`${app.publicUrl}/static/${path}`, { method, headers: { host: 'blog.rose.localhost', ...headers } });

test('a file may be kept for ever, and says what it is', async () => {
  const answer = await fetchFile(name);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/css; charset=utf-8',
    'content-length': String(plain.length),
    vary: 'accept-encoding',
  });
  expect(Buffer.from(await answer.body.arrayBuffer()).equals(plain)).toBe(true);
});

test.each([
  ['br, gzip', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
] as const)('accepting %s gets %s, made beforehand', async (accepted, encoding, decode) => {
  const answer = await fetchFile(name, { 'accept-encoding': accepted });
  expect(answer.headers['content-encoding']).toBe(encoding);
  const body = Buffer.from(await answer.body.arrayBuffer());
  expect(Number(answer.headers['content-length'])).toBe(body.length);
  expect(decode(body).equals(plain)).toBe(true);
});

test('HEAD tells what GET would send', async () => {
  const answer = await fetchFile(name, {}, 'HEAD');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-length']).toBe(String(plain.length));
  expect(answer.headers['content-type']).toBe('text/css; charset=utf-8');
  expect(await answer.body.text()).toBe('');
});

test.each(['css/main.css', 'manifest.json', '../package.json', '%2e%2e/package.json', `${name}.br`])(
  '%s is nobody’s address',
  async (path) => {
    const answer = await fetchFile(path);
    expect(answer.statusCode).toBe(404);
    await answer.body.dump();
  },
);
