import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaFolder } from './media-folder.js';
import { hasMedia, knownHashes, type Statements } from './media-table.js';

const dayMs = 86_400_000;

/** So many may be nobody's by accident, however few there are in all. */
const fewPictures = 20;

export interface Tidied {
  /** Files that were kept for a unit that never committed. */
  pictures: number;
  /** What a process left half done when it died. */
  halves: number;
  /** How many of nobody's pictures were left, and everything else with them, since the database may be the wrong one. */
  spared: number;
}

/**
 * Removes what is older than a day and that nobody knows. May run at any time, also twice at once. A database that knows no
 * picture at all, or not even half of what is here, is believed nothing.
 */
export async function tidyMedia(folder: MediaFolder, database: Statements, now = new Date()): Promise<Tidied> {
  const before = now.getTime() - dayMs;
  const found = await findStrays(folder, database, before);
  const spared = (await isBelievable(found, database)) ? 0 : found.strays.length;
  if (spared > 0) return { pictures: 0, halves: 0, spared };
  const halves = await removeHalves(folder, before);
  let pictures = 0;
  for (const sha256 of found.strays) if (await remove(folder, sha256, before)) pictures += 1;
  return { pictures, halves, spared };
}

async function removeHalves(folder: MediaFolder, before: number): Promise<number> {
  let removed = 0;
  for (const name of await list(folder.incoming)) {
    const path = join(folder.incoming, name);
    if (!(await isOlder(path, before))) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

interface Found {
  /** How many pictures there are. */
  all: number;
  /** Hashes of those that are old and nobody's. */
  strays: string[];
}

async function isBelievable({ all, strays }: Found, database: Statements): Promise<boolean> {
  if (strays.length > fewPictures && strays.length > all / 2) return false;
  return hasMedia(database);
}

async function findStrays(folder: MediaFolder, database: Statements, before: number): Promise<Found> {
  const found: Found = { all: 0, strays: [] };
  for (const shelf of await list(folder.root)) {
    if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
    const hashes = (await list(join(folder.root, shelf))).filter((name) => /^[0-9a-f]{64}$/.test(name));
    found.all += hashes.length;
    found.strays.push(...(await straysAmong(hashes, folder, database, before)));
  }
  return found;
}

async function straysAmong(
  hashes: string[],
  folder: MediaFolder,
  database: Statements,
  before: number,
): Promise<string[]> {
  const old: string[] = [];
  for (const sha256 of hashes) if (await isOlder(folder.originalOf(sha256), before)) old.push(sha256);
  if (old.length === 0) return [];
  const known = await knownHashes(database, old);
  return old.filter((sha256) => !known.has(sha256));
}

/**
 * Somebody may have kept the same bytes again since they were looked at. They are taken aside first, and looked at once
 * more where nobody changes them; if they are young now, they go back.
 */
async function remove(folder: MediaFolder, sha256: string, before: number): Promise<boolean> {
  const aside = join(folder.incoming, randomUUID());
  await mkdir(folder.incoming, { recursive: true });
  const isMine = await rename(folder.folderOf(sha256), aside).then(
    () => true,
    () => false,
  );
  if (!isMine) return false;
  const isStillOld = await isOlder(join(aside, 'original'), before);
  if (!isStillOld) {
    await mkdir(folder.folderOf(sha256), { recursive: true });
    await rename(join(aside, 'original'), folder.originalOf(sha256));
  }
  await rm(aside, { recursive: true, force: true });
  return isStillOld;
}

async function list(path: string): Promise<string[]> {
  return readdir(path).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw error;
  });
}

async function isOlder(path: string, before: number): Promise<boolean> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs < before,
    () => false,
  );
}
