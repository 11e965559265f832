import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cardSize, cardSvg, readDrawings } from '../../infrastructure/pictures/card-svg.js';
import type { Asset } from './types.js';

/** Width of the box in which the mark is drawn. */
const box = 40;
const ground = '#b01c49';

/** The mark as files for those that take no SVG, from the SVGs in this folder. */
export async function makeFavicons(folder: string): Promise<Asset[]> {
  const mark = await readFile(join(folder, 'favicon.svg'), 'utf8');
  const roofs = await readFile(join(folder, 'roofs.svg'), 'utf8');
  const [small, large] = await Promise.all([png(mark, 16), png(mark, 32)]);
  return [
    { name: 'img/favicon.ico', content: packIco([small, large]) },
    { name: 'img/icon-192.png', content: await png(mark, 192) },
    { name: 'img/icon-512.png', content: await png(mark, 512) },
    // These are cut to a shape by whoever shows them: a ground to the edge, and the mark well within.
    { name: 'img/icon-maskable-512.png', content: await png(onGround(mark, 0.78), 512) },
    { name: 'img/apple-touch-icon.png', content: await png(onGround(mark, 0.86), 180) },
    // What a link shows to a page of ours that has no picture of its own.
    { name: 'img/card.png', content: await png(cardSvg(readDrawings(mark, roofs)), cardSize.width) },
  ];
}

async function png(svg: string, width: number): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const density = svg.includes(`width="${cardSize.width}"`) ? 72 : (72 * width) / box;
  const drawn = sharp(Buffer.from(svg), { density }).resize({ width });
  return drawn.png({ compressionLevel: 9, palette: true }).toBuffer();
}

/** The mark without its own disc, at a share of its size, on a square of the disc's colour. */
function onGround(mark: string, share: number): string {
  const inset = (box * (1 - share)) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${box} ${box}" width="${box}" height="${box}"><rect width="${box}" height="${box}" fill="${ground}"/><g transform="translate(${inset} ${inset}) scale(${share})">${linesOf(mark)}</g></svg>`;
}

function linesOf(mark: string): string {
  const lines = /<path [^>]*\/>/.exec(mark)?.[0];
  if (lines === undefined || !mark.includes(ground)) throw new Error('img/favicon.svg is not the mark it used to be.');
  return lines;
}

/** An ICO of PNGs, squares of at most 255 pixels, as every browser since 2007 reads it. */
function packIco(pictures: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, picture] of pictures.entries()) {
    const at = 6 + 16 * index;
    // Width and height stand in the PNG's own header.
    head.writeUInt8(picture.readUInt32BE(16), at);
    head.writeUInt8(picture.readUInt32BE(20), at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(picture.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += picture.length;
  }
  return Buffer.concat([head, ...pictures]);
}
