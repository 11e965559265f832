import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { mediaFolder, type MediaFolder } from '../infrastructure/media/media-folder.js';

/** Pictures that tests make, and a folder that keeps them. */

/** Left half red, right half blue. */
export function twoColours(width = 800, height = 600): Sharp {
  const red = { create: { width, height, channels: 3 as const, background: '#d01040' } };
  const blue = { create: { width: width / 2, height, channels: 3 as const, background: '#1040d0' } };
  return sharp(red).composite([{ input: blue, left: width / 2, top: 0 }]);
}

/** As a phone takes it: lying on its side with a note how to turn it, and where it was taken. */
export function fromAPhone(): Promise<Buffer> {
  const exif = { IFD0: { Make: 'Fernphone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 26/1' } };
  return twoColours().withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer();
}

/** Three pictures, one after another. */
export async function film(width = 60, height = 40): Promise<Buffer> {
  const frames = await Promise.all(
    ['#ff0000', '#00ff00', '#0000ff'].map((background) =>
      sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer();
}

export interface MediaFolderUnderTest extends MediaFolder {
  /** Every file, below the root. */
  files(): Promise<string[]>;
  read(path: string): Promise<Buffer>;
  remove(): Promise<void>;
}

export async function mediaFolderUnderTest(): Promise<MediaFolderUnderTest> {
  const root = await mkdtemp(join(tmpdir(), 'rose-media-'));
  return {
    ...mediaFolder(root),
    read: (path) => readFile(join(root, path)),
    remove: () => rm(root, { recursive: true }),
    async files() {
      const found = await readdir(root, { recursive: true, withFileTypes: true });
      return found
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
        .sort();
    },
  };
}

/** Bytes as they come over a wire, in pieces. */
export async function* inPieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
