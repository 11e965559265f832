import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

import { bundleCss, useHashedUrls } from './css.js';
import { emit, writeWhole } from './emit.js';
import { makeFavicons } from './favicons.js';
import { fontPackageFiles, makeFonts } from './fonts.js';
import { fingerprint, sourceNames, staticFolders, type StaticFolder } from './inputs.js';
import { makeLetters } from './letters.js';
import { makeLicences } from './licences.js';
import { makeSprite } from './sprite.js';
import type { Asset, Manifest } from './types.js';

const require = createRequire(import.meta.url);
const keyFile = '.key';
const manifestFile = 'manifest.json';

/**
 * Makes `<workspace>/dist/static` from `<workspace>/static`: hashed names, compressed forms, `manifest.json`.
 * Runs before every start, so it does nothing at all while no input has changed. Throws when a source is broken.
 */
export async function buildAssets(root: string): Promise<void> {
  for (const folder of staticFolders(resolve(root))) {
    const key = fingerprint(inputsOf(folder));
    if (await isFresh(folder, key)) continue;
    const manifest = await buildFolder(folder);
    await removeOthers(folder.to, manifest);
    await writeWhole(join(folder.to, keyFile), key);
  }
}

function inputsOf(folder: StaticFolder): string[] {
  const own = sourceNames(folder.from).map((name) => join(folder.from, name));
  const code = sourceNames(import.meta.dirname).filter((name) => name.endsWith('.js') && !name.endsWith('.test.js'));
  const packages = ['esbuild', 'lucide-static'].map((name) => require.resolve(`${name}/package.json`));
  return [...own, ...code.map((name) => join(import.meta.dirname, name)), ...packages, ...fontPackageFiles()];
}

async function isFresh(folder: StaticFolder, key: string): Promise<boolean> {
  if (!existsSync(join(folder.to, manifestFile))) return false;
  return (await readFile(join(folder.to, keyFile), 'utf8').catch(() => '')) === key;
}

async function buildFolder(folder: StaticFolder): Promise<Manifest> {
  const manifest: Manifest = {};
  const files = [...(await plainFiles(folder)), ...(folder.isShared ? await madeFiles(folder) : [])];
  for (const asset of files) manifest[asset.name] = await emit(folder.to, asset);
  for (const sheet of await stylesheets(folder)) {
    manifest[sheet.name] = await emit(
      folder.to,
      useHashedUrls(sheet, (name) => manifest[name]?.file),
    );
  }
  await writeWhole(join(folder.to, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

function plainFiles(folder: StaticFolder): Promise<Asset[]> {
  const names = sourceNames(folder.from).filter((name) => !name.endsWith('.css'));
  return Promise.all(names.map(async (name) => ({ name, content: await readFile(join(folder.from, name)) })));
}

/** Only `css/main.css` is an entry; every other stylesheet is a part that it imports. */
async function stylesheets(folder: StaticFolder): Promise<Asset[]> {
  const path = join(folder.from, 'css', 'main.css');
  return existsSync(path) ? [await bundleCss(path, 'css/main.css')] : [];
}

async function madeFiles(folder: StaticFolder): Promise<Asset[]> {
  const favicons = await makeFavicons(join(folder.from, 'img'));
  return [await makeSprite(), ...favicons, ...(await makeLicences()), ...(await cachedFonts(folder))];
}

/** Subsetting is the slow part and depends on nothing in `static`, so its result outlives a changed stylesheet. */
async function cachedFonts(folder: StaticFolder): Promise<Asset[]> {
  const code = ['fonts.js', 'sfnt.js', 'letters.js'].map((name) => join(import.meta.dirname, name));
  const key = fingerprint([...fontPackageFiles(), ...code]).slice(0, 16);
  const cache = join(folder.to, '..', 'static-fonts', key);
  if (!existsSync(join(cache, 'done'))) await fillFontCache(cache);
  const names = (await readdir(cache)).filter((name) => name !== 'done').sort();
  return Promise.all(
    names.map(async (name) => ({ name: `fonts/${name}`, content: await readFile(join(cache, name)) })),
  );
}

async function fillFontCache(cache: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const made = [...(await makeFonts()), await makeLetters()];
  for (const font of made) await writeWhole(join(cache, font.name.slice('fonts/'.length)), font.content);
  await writeWhole(join(cache, 'done'), '');
}

async function removeOthers(folder: string, manifest: Manifest): Promise<void> {
  const kept = new Set([manifestFile]);
  for (const { file } of Object.values(manifest)) kept.add(file).add(`${file}.br`).add(`${file}.gz`);
  for (const name of sourceNames(folder)) if (!kept.has(name)) await rm(join(folder, name), { force: true });
}
