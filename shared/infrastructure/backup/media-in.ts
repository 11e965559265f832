import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MediaFolder } from '../media/media-folder.js';
import { targetAt } from './backup-folder.js';
import { Measured, syncFolder } from './durable.js';
import { keptAt, readList, type ListedFile } from './media-list.js';
import { orMissing } from './media-out.js';
import { compare } from './verify-backup.js';

export interface RestoredMedia {
  /** Brought back. */
  files: number;
  bytes: number;
  /** Those that were in MEDIA_DIR already, and as they should be. */
  there: number;
  /** Those that the backup names and does not have whole, as MEDIA_DIR names them. */
  lost: string[];
}

/**
 * Brings media files back to where they were. What lies there and is right stays; what nobody knows stays as well, and is
 * tidied up by the services. Each is written apart and moved to its place whole.
 */
export async function restoreMedia(
  backup: string,
  folder: MediaFolder,
  say: (what: string) => void,
): Promise<RestoredMedia> {
  const restored: RestoredMedia = { files: 0, bytes: 0, there: 0, lost: [] };
  const { media } = targetAt(dirname(backup));
  await mkdir(folder.incoming, { recursive: true });
  for await (const file of readList(backup)) {
    say(`bringing back media files, ${String(restored.files + restored.there)} are there`);
    if ((await compare(join(folder.root, file.path), file)) === null) {
      restored.there += 1;
    } else if (await bringBack(keptAt(media, file.sha256), file, folder)) {
      restored.files += 1;
      restored.bytes += file.bytes;
    } else {
      restored.lost.push(file.path);
    }
  }
  return restored;
}

/** False when the backup has not got it whole. */
async function bringBack(kept: string, { path, sha256 }: ListedFile, folder: MediaFolder): Promise<boolean> {
  // Before anything is written: a file that is being made cannot be taken away for certain.
  const from = await open(kept).catch(orMissing);
  if (from === null) return false;
  const [apart, place] = [join(folder.incoming, randomUUID()), join(folder.root, path)];
  const measured = new Measured();
  try {
    await pipeline(from.createReadStream(), measured, createWriteStream(apart, { flags: 'wx', flush: true }));
    if (measured.sha256() !== sha256) return false;
    await mkdir(dirname(place), { recursive: true });
    await rename(apart, place);
    await syncFolder(dirname(place));
    return true;
  } finally {
    await rm(apart, { force: true });
  }
}
