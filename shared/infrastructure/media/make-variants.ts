import { randomUUID } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputInfo, Sharp } from 'sharp';
import type { Focus, MadePicture } from '../../contracts/media.js';
import type { VariantFormat } from '../../lib/shown-media.js';
import { loadSharp, type SharpLibrary } from './load-sharp.js';
import type { MediaFolder } from './media-folder.js';
import { variantName, widthsFor } from './variant-names.js';

/** The file is broken: no later attempt will do better. */
export class BrokenPicture extends Error {}

/** Pixels of a picture, at the widest that is made, turned as it is shown. */
interface Decoded {
  data: Buffer;
  info: OutputInfo;
}

/**
 * Makes what is served of an original: some widths in each format that browsers tell apart. Nothing of the original's
 * metadata goes along: where a picture was taken is nobody's business. Made apart and moved into place when all are whole,
 * so that it may run twice, also at once.
 *
 * @throws BrokenPicture
 * @throws Error when the original is not there, or the disk is in trouble.
 */
export async function makeVariants(folder: MediaFolder, sha256: string, maxPixels: number): Promise<MadePicture> {
  const library = await loadSharp();
  const original = folder.originalOf(sha256);
  await access(original);
  const workshop = join(folder.incoming, randomUUID());
  await mkdir(workshop, { recursive: true });
  try {
    const made = await makeAll(library, original, workshop, maxPixels);
    for (const name of made.variants) await rename(join(workshop, name), join(folder.folderOf(sha256), name));
    return made;
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function makeAll(
  library: SharpLibrary,
  original: string,
  workshop: string,
  maxPixels: number,
): Promise<MadePicture> {
  const { widths, isMoving } = await measure(library, original, maxPixels);
  const widest = await decode(library, original, widths.at(-1) ?? 1, maxPixels);
  const variants: string[] = [];
  for (const width of widths) {
    const still = await scale(library, widest, width);
    for (const format of formatsOf(still, isMoving)) {
      const name = variantName(width, format);
      const isFilm = isMoving && format === 'webp';
      const bytes = isFilm ? film(library, original, width) : encode(from(library, still), format);
      await writeThrough(join(workshop, name), await bytes);
      variants.push(name);
    }
  }
  return { variants, placeholder: await blur(library, widest), focus: await findFocus(library, widest) };
}

/** A film of too many pixels is shown as its first picture. */
async function measure(library: SharpLibrary, original: string, maxPixels: number) {
  const {
    autoOrient,
    format,
    pages = 1,
  } = await library(original, { limitInputPixels: maxPixels }).metadata().catch(giveUpOn);
  const { width, height } = autoOrient;
  const isFilm = pages > 1 && (format === 'gif' || format === 'webp');
  return { widths: widthsFor(autoOrient), isMoving: isFilm && width * height * pages <= maxPixels };
}

/** The one time that the original's pixels are read: all else is made from what comes out here, which is small. */
async function decode(library: SharpLibrary, original: string, width: number, maxPixels: number): Promise<Decoded> {
  const decoded = await library(original, { limitInputPixels: maxPixels })
    .autoOrient()
    .resize({ width })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(giveUpOn);
  if (decoded.info.channels !== 4) return decoded;
  const { isOpaque } = await from(library, decoded).stats();
  return isOpaque ? from(library, decoded).removeAlpha().raw().toBuffer({ resolveWithObject: true }) : decoded;
}

function giveUpOn(cause: unknown): never {
  throw new BrokenPicture('the picture cannot be read', { cause });
}

function from(library: SharpLibrary, { data, info: { width, height, channels } }: Decoded) {
  return library(data, { raw: { width, height, channels } });
}

async function scale(library: SharpLibrary, widest: Decoded, width: number): Promise<Decoded> {
  if (widest.info.width === width) return widest;
  return from(library, widest).resize({ width }).raw().toBuffer({ resolveWithObject: true });
}

/** What moves does so as WebP, which every browser plays; the still picture beside it is for mails and feeds. */
function formatsOf({ info }: Decoded, isMoving: boolean): VariantFormat[] {
  const last = info.channels === 4 ? 'png' : 'jpg';
  return isMoving ? ['webp', last] : ['avif', 'webp', last];
}

/** Its pictures are all read here, so one that is broken is found here. */
function film(library: SharpLibrary, original: string, width: number): Promise<Buffer> {
  const moving = library(original, { animated: true }).resize({ width });
  return encode(moving, 'webp').catch(giveUpOn);
}

function encode(picture: Sharp, format: VariantFormat): Promise<Buffer> {
  switch (format) {
    case 'avif':
      return picture.avif({ quality: 55, effort: 3 }).toBuffer();
    case 'webp':
      return picture.webp({ quality: 78 }).toBuffer();
    case 'jpg':
      return picture.jpeg({ quality: 80, mozjpeg: true }).toBuffer();
    case 'png':
      return picture.png({ compressionLevel: 9, palette: true }).toBuffer();
  }
}

/** Shown below the picture until that has come, so not where one would see it through the picture later. */
async function blur(library: SharpLibrary, picture: Decoded): Promise<string | null> {
  if (picture.info.channels === 4) return null;
  const small = await from(library, picture)
    .resize({ width: 20, height: 20, fit: 'inside' })
    .blur(1)
    .webp({ quality: 40 })
    .toBuffer();
  return `data:image/webp;base64,${small.toString('base64')}`;
}

/** How large a picture is looked at for what catches the eye: that costs by the pixel. */
const lookedAt = 320;

/** What catches the eye first, as libvips sees it: skin, strong colours, edges. It is only told where something is cut off. */
async function findFocus(library: SharpLibrary, picture: Decoded): Promise<Focus | null> {
  const small = await scale(library, picture, Math.min(lookedAt, picture.info.width));
  const { width, height } = small.info;
  const cropped = width === height ? { width, height: Math.ceil(height / 2) } : squareOf(Math.min(width, height));
  const { info } = await from(library, small)
    .resize({ ...cropped, fit: 'cover', position: library.strategy.attention })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { attentionX, attentionY } = info;
  if (attentionX === undefined || attentionY === undefined) return null;
  return { x: percentOf(attentionX, width), y: percentOf(attentionY, height) };
}

const squareOf = (side: number) => ({ width: side, height: side });

const percentOf = (part: number, whole: number) => Math.round((100 * Math.min(part, whole)) / whole);

async function writeThrough(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
