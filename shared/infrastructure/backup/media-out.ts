import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Target } from './backup-folder.js';
import { Measured, newFile, ownerOnly, syncFolder } from './durable.js';
import type { BackedUpMedia } from './manifest.js';
import { keptAt, ListBeside, readList, writeList, type ListedFile } from './media-list.js';

export interface MediaOut {
  /** MEDIA_DIR. */
  from: string;
  target: Target;
  /** Of this backup. */
  folder: string;
  /** Of the backup before, null for the first. */
  former: string | null;
  say: (what: string) => void;
}

export interface CopiedMedia {
  told: BackedUpMedia;
  /** What was not in the target yet. */
  copied: { files: number; bytes: number };
}

type Counts = Pick<BackedUpMedia, 'files' | 'bytes' | 'missing' | 'damaged'> & Pick<CopiedMedia, 'copied'>;

/** Brings into the target what it has not yet, and lists everything. What is missing is named, and stops nothing. */
export async function copyMedia(options: MediaOut, wanted: AsyncIterable<string>): Promise<CopiedMedia> {
  const counts: Counts = {
    ...{ files: 0, bytes: 0, missing: [], damaged: [] },
    copied: { files: 0, bytes: 0 },
  };
  const list = await writeList(options.folder, copyEach(options, wanted, counts));
  const { copied, ...told } = counts;
  return { told: { list, ...told }, copied };
}

async function* copyEach(options: MediaOut, wanted: AsyncIterable<string>, counts: Counts): AsyncGenerator<ListedFile> {
  const former = options.former === null ? null : new ListBeside(readList(options.former));
  for await (const path of wanted) {
    const file = await copyOne(options, path, (await former?.find(path)) ?? null);
    if (typeof file === 'string') {
      counts[file].push(path);
      continue;
    }
    counts.files += 1;
    counts.bytes += file.listed.bytes;
    if (file.isNew) {
      counts.copied.files += 1;
      counts.copied.bytes += file.listed.bytes;
    }
    options.say(`${String(counts.files)} pictures and variants, ${String(counts.copied.files)} of them new`);
    yield file.listed;
  }
}

interface CopiedFile {
  listed: ListedFile;
  isNew: boolean;
}

async function copyOne(
  { from, target, folder }: MediaOut,
  path: string,
  former: ListedFile | null,
): Promise<CopiedFile | 'missing' | 'damaged'> {
  const source = join(from, path);
  const seen = await stat(source).catch(orMissing);
  if (seen === null) return 'missing';
  const { size: bytes, mtimeMs } = seen;
  const known = knownHash(path, former, { bytes, mtimeMs });
  if (known !== null && (await isKept(target, known, bytes))) {
    return { listed: { path, sha256: known, bytes, mtimeMs }, isNew: false };
  }
  const copied = await copyIn(source, target, folder, originalHash(path));
  if (typeof copied === 'string') return copied;
  return { listed: { path, sha256: copied.sha256, bytes: copied.bytes, mtimeMs }, isNew: copied.isNew };
}

/** An original is called by its hash; a variant's is known where nothing was written since the backup before. */
function knownHash(path: string, former: ListedFile | null, now: { bytes: number; mtimeMs: number }): string | null {
  const isUntouched = former?.bytes === now.bytes && former.mtimeMs === now.mtimeMs;
  return originalHash(path) ?? (isUntouched ? former.sha256 : null);
}

function originalHash(path: string): string | null {
  const [, sha256 = '', name] = path.split('/');
  return name === 'original' ? sha256 : null;
}

async function isKept({ media }: Target, sha256: string, bytes: number): Promise<boolean> {
  const kept = await stat(keptAt(media, sha256)).catch(orMissing);
  return kept?.size === bytes;
}

/** Written apart, and moved to its place once it is on the disk. */
async function copyIn(source: string, { media }: Target, folder: string, expected: string | null) {
  // Before anything is written: a file that is being made cannot be taken away for certain.
  const from = await open(source).catch(orMissing);
  if (from === null) return 'missing';
  const apart = join(folder, randomUUID());
  const measured = new Measured();
  try {
    await pipeline(from.createReadStream(), measured, newFile(apart));
    const [sha256, { bytes }] = [measured.sha256(), measured];
    if (expected !== null && sha256 !== expected) return 'damaged';
    const place = keptAt(media, sha256);
    const isNew = (await stat(place).catch(orMissing))?.size !== bytes;
    if (isNew) await moveTo(apart, place);
    return { sha256, bytes, isNew };
  } finally {
    await rm(apart, { force: true });
  }
}

async function moveTo(apart: string, place: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true, mode: ownerOnly.folder });
  await rename(apart, place);
  await syncFolder(dirname(place));
}

/** What is not there, and what cannot be a file since a folder on the way is none. */
export function orMissing(error: unknown): null {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw error;
}
