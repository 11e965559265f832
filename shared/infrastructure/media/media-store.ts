import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredFile } from '../../contracts/media.js';
import type { MediaStore } from '../../contracts/ports.js';
import type { Refused } from '../../contracts/problems.js';
import { refuse } from '../../lib/refusals.js';
import { loadSharp } from './load-sharp.js';
import type { MediaFolder } from './media-folder.js';
import { kindOf, type PictureKind } from './picture-kinds.js';
import { writeBounded } from './write-bounded.js';

export interface MediaLimits {
  maxBytes: number;
  maxPixels: number;
}

/** The media store on a disk, which all processes of an install share. */
export function mediaStore(folder: MediaFolder, limits: MediaLimits): MediaStore {
  return {
    async keep(bytes) {
      const path = join(folder.incoming, randomUUID());
      try {
        const written = await writeBounded(path, bytes, limits.maxBytes);
        if (written === null) return refuseFile(`at most ${inMillions(limits.maxBytes)} MB are taken`);
        const looked = await lookAt(path, kindOf(written.head), limits);
        if ('problems' in looked) return looked;
        await putInPlace(path, written.sha256, folder);
        return { kind: 'kept', file: { sha256: written.sha256, bytes: written.bytes, ...looked } };
      } finally {
        await rm(path, { force: true });
      }
    },
  };
}

/** Reads the header only: whether the rest is sound is seen when the variants are made. */
async function lookAt(
  path: string,
  kind: PictureKind | null,
  { maxPixels }: MediaLimits,
): Promise<Pick<StoredFile, 'mime' | 'width' | 'height'> | Refused> {
  const sharp = await loadSharp();
  // Its own limit is looked at when pixels are read; here the numbers are compared.
  const seen =
    kind &&
    (await sharp(path, { limitInputPixels: false })
      .metadata()
      .catch(() => null));
  if (!kind || seen?.format !== kind.format) return refuseFile('the pictures taken are JPEG, PNG, WebP, AVIF and GIF');
  const { width, height } = seen.autoOrient;
  if (width * height > maxPixels) return refuseFile(`at most ${inMillions(maxPixels)} million pixels are taken`);
  return { mime: kind.mime, width, height };
}

/**
 * In one step, also over the same bytes from before: then the file is young again, and whoever tidies up leaves it alone
 * until the unit that makes it known has had its time.
 */
async function putInPlace(path: string, sha256: string, folder: MediaFolder): Promise<void> {
  await mkdir(folder.folderOf(sha256), { recursive: true });
  await rename(path, folder.originalOf(sha256));
  const directory = await open(folder.folderOf(sha256));
  await directory.sync().finally(() => directory.close());
}

function refuseFile(what: string): Refused {
  return refuse({ field: 'file', sentence: `This file does not fit: ${what}.` });
}

const inMillions = (count: number) => String(Math.round(count / 100_000) / 10);
