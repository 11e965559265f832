import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildAssets } from './build.js';
import { usedIcons } from './icons.js';
import type { Manifest } from './types.js';

const source = fileURLToPath(new URL('../../../../', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'rose-assets-'));
const dist = join(root, 'shared', 'dist', 'static');
let manifest: Manifest;

beforeAll(async () => {
  cpSync(join(source, 'shared', 'static'), join(root, 'shared', 'static'), { recursive: true });
  // The cut fonts of the real build, where there are some: cutting them again would take seconds and prove nothing more.
  cpSync(join(source, 'shared', 'dist', 'static-fonts'), join(root, 'shared', 'dist', 'static-fonts'), {
    recursive: true,
  });
  mkdirSync(join(root, 'market', 'static', 'img'), { recursive: true });
  writeFileSync(join(root, 'market', 'static', 'img', 'crate.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await buildAssets(root);
  manifest = readManifest();
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

function readManifest(folder = dist): Manifest {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
}

function read(name: string): string {
  return readFileSync(join(dist, manifest[name]!.file), 'utf8');
}

test('the manifest tells the truth about every file and its compressed forms', () => {
  expect(Object.keys(manifest)).toEqual(
    expect.arrayContaining(['css/main.css', 'img/icons.svg', 'img/favicon.svg', 'fonts/bricolage-latin.woff2']),
  );
  for (const [name, entry] of Object.entries(manifest)) {
    const path = join(dist, entry.file);
    const content = readFileSync(path);
    expect({ name, bytes: content.length }).toEqual({ name, bytes: entry.bytes });
    expect(entry.file).toMatch(/\.[0-9a-f]{10}\.\w+$/);
    if (entry.br === undefined) continue;
    expect(statSync(`${path}.br`).size).toBe(entry.br);
    expect(statSync(`${path}.gz`).size).toBe(entry.gz);
    expect(brotliDecompressSync(readFileSync(`${path}.br`))).toEqual(content);
    expect(gunzipSync(readFileSync(`${path}.gz`))).toEqual(content);
  }
});

test('the mark is drawn at the sizes that are asked for, to the edge where others cut it', async () => {
  const bytes = (name: string) => readFileSync(join(dist, manifest[name]!.file));
  const { default: sharp } = await import('sharp');
  const sizes = { 'icon-192': 192, 'icon-512': 512, 'icon-maskable-512': 512, 'apple-touch-icon': 180 };
  for (const [name, size] of Object.entries(sizes)) {
    const picture = sharp(bytes(`img/${name}.png`));
    expect(await picture.metadata()).toMatchObject({ format: 'png', width: size, height: size });
    const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const isFull = name === 'icon-maskable-512' || name === 'apple-touch-icon';
    expect([name, data[info.channels - 1]]).toEqual([name, isFull ? 255 : 0]);
  }
  const ico = bytes('img/favicon.ico');
  expect([ico.readUInt16LE(2), ico.readUInt16LE(4), ico[6], ico[22]]).toEqual([1, 2, 16, 32]);
  const large = ico.subarray(ico.readUInt32LE(34), ico.readUInt32LE(34) + ico.readUInt32LE(30));
  expect(await sharp(large).metadata()).toMatchObject({ format: 'png', width: 32, height: 32 });
});

test('an app has a manifest of its own for its own files', () => {
  expect(Object.keys(readManifest(join(root, 'market', 'dist', 'static')))).toEqual(['img/crate.svg']);
});

test('the stylesheet reaches the browser as it was written and points at hashed files only', () => {
  const css = read('css/main.css');
  expect(css).toContain('light-dark(');
  expect(css).toMatch(/^@layer reset,\s*tokens,\s*base,\s*layout,\s*components,\s*app,\s*utilities/);
  const files = new Set(Object.values(manifest).map(({ file }) => file));
  const urls = [...css.matchAll(/url\(([^)]+)\)/g)].map(([, url]) => url!.replace(/^\.\.\//, ''));
  expect(urls.length).toBeGreaterThan(5);
  expect(urls.filter((url) => !files.has(url))).toEqual([]);
});

test('no file of ours fetches from anybody else', () => {
  const outside = Object.keys(manifest)
    .filter((name) => /\.(css|svg|js)$/.test(name))
    .flatMap((name) => [...read(name).matchAll(/(?:https?:)?\/\/[\w.-]+/g)].map(([address]) => `${name}: ${address}`))
    .filter((found) => !found.endsWith('http://www.w3.org'));
  expect(outside).toEqual([]);
});

test('fonts and icons go out with their licences', () => {
  expect(read('fonts/bricolage-licence.txt')).toContain('SIL OPEN FONT LICENSE');
  expect(read('fonts/literata-licence.txt')).toContain('SIL OPEN FONT LICENSE');
  expect(read('img/icons-licence.txt')).toContain('ISC License');
});

test('the stylesheet and the first font stay small', () => {
  expect(manifest['css/main.css']!.br).toBeLessThan(13_000);
  expect(manifest['fonts/bricolage-latin.woff2']!.bytes).toBeLessThan(45_000);
});

test('the sprite holds every icon that a template names', () => {
  const sprite = read('img/icons.svg');
  for (const name of usedIcons) expect(sprite).toContain(`<symbol id="${name}"`);
  const templates = readdirSync(join(source, 'shared', 'templates'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eta'))
    .map((name) => readFileSync(join(source, 'shared', 'templates', name), 'utf8'));
  const named = templates.flatMap((text) => [...text.matchAll(/it\.icon\('([a-z0-9-]+)'/g)].map(([, name]) => name!));
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !sprite.includes(`id="${name}"`))).toEqual([]);
});

test('nothing is made anew while nothing has changed, and a change gives a new name', async () => {
  const path = join(dist, manifest['css/main.css']!.file);
  const before = statSync(path).mtimeMs;
  await buildAssets(root);
  expect(statSync(path).mtimeMs).toBe(before);

  const utilities = join(root, 'shared', 'static', 'css', 'utilities.css');
  writeFileSync(utilities, `${readFileSync(utilities, 'utf8')}.added { color: inherit; }\n`);
  await buildAssets(root);
  const now = readManifest();
  expect(now['css/main.css']!.file).not.toBe(manifest['css/main.css']!.file);
  expect(now['img/icons.svg']).toEqual(manifest['img/icons.svg']);
  expect(readdirSync(join(dist, 'css')).filter((name) => name.endsWith('.css'))).toHaveLength(1);
});

test('a stylesheet that points nowhere stops the build with its name', async () => {
  const main = join(root, 'market', 'static', 'css', 'main.css');
  mkdirSync(join(main, '..'));
  writeFileSync(main, '.crate { background: url(../img/gone.svg); }');
  await expect(buildAssets(root)).rejects.toThrow('css/main.css points at ../img/gone.svg');
  rmSync(main);
});
