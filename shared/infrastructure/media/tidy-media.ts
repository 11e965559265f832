import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaFolder } from './media-folder.js';
import { knownHashes, type Statements } from './media-table.js';

const dayMs = 86_400_000;

export interface Tidied {
  /** Files that were kept for a unit that never committed. */
  pictures: number;
  /** What a process left half done when it died. */
  halves: number;
}

/** Removes what is older than a day and that nobody knows. May run at any time, also twice at once. */
export async function tidyMedia(folder: MediaFolder, database: Statements, now = new Date()): Promise<Tidied> {
  const before = now.getTime() - dayMs;
  const tidied = { pictures: 0, halves: 0 };
  for (const name of await list(folder.incoming)) {
    const path = join(folder.incoming, name);
    if (!(await isOlder(path, before))) continue;
    await rm(path, { recursive: true, force: true });
    tidied.halves += 1;
  }
  for (const shelf of await list(folder.root)) {
    if (/^[0-9a-f]{2}$/.test(shelf)) tidied.pictures += await tidyShelf(folder, shelf, database, before);
  }
  return tidied;
}

async function tidyShelf(folder: MediaFolder, shelf: string, database: Statements, before: number): Promise<number> {
  const hashes = (await list(join(folder.root, shelf))).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const old: string[] = [];
  for (const sha256 of hashes) if (await isOlder(folder.originalOf(sha256), before)) old.push(sha256);
  if (old.length === 0) return 0;
  const known = await knownHashes(database, old);
  let removed = 0;
  for (const sha256 of old) if (!known.has(sha256) && (await remove(folder, sha256, before))) removed += 1;
  return removed;
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
