import { afterEach, beforeEach, expect, test } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { film, fromAPhone, inPieces, mediaFolderUnderTest, type MediaFolderUnderTest } from '../../testing/pictures.js';
import { BrokenPicture, makeVariants } from './make-variants.js';
import { mediaStore } from './media-store.js';

const maxPixels = 5_000_000;
let folder: MediaFolderUnderTest;

beforeEach(async () => {
  folder = await mediaFolderUnderTest();
});

afterEach(() => folder.remove());

async function keep(bytes: Buffer): Promise<string> {
  const kept = await mediaStore(folder, { maxBytes: 10_000_000, maxPixels }).keep(inPieces(bytes));
  if (kept.kind === 'refused') throw new Error(kept.problems[0]?.sentence);
  return kept.file.sha256;
}

/** The variants of a picture by name, as they lie on the disk. */
async function make(bytes: Buffer) {
  const sha256 = await keep(bytes);
  const { variants, placeholder, focus } = await makeVariants(folder, sha256, maxPixels);
  const place = `${sha256.slice(0, 2)}/${sha256}/`;
  const lying = (await folder.files()).filter((path) => path.startsWith(place) || path.startsWith('incoming'));
  expect(lying).toEqual([...variants, 'original'].map((name) => place + name).sort());
  const read = async (name: string) => sharp(await folder.read(place + name), { pages: -1 });
  return { variants, placeholder, focus, read };
}

const plain = (width: number, height: number, background: string | object, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background } });

async function pixel(picture: Sharp, left: number, top: number): Promise<number[]> {
  return [...(await picture.extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

test('a picture from a phone is turned upright, in each format, and says nothing of where it was taken', async () => {
  const { variants, placeholder, read } = await make(await fromAPhone());
  expect(variants).toEqual(['320.avif', '320.webp', '320.jpg', '600.avif', '600.webp', '600.jpg']);
  for (const name of variants) {
    const picture = await read(name);
    const { exif, icc, xmp, iptc, orientation, width, height, format } = await picture.metadata();
    expect({ exif, icc, xmp, iptc, orientation }).toEqual({});
    expect([`${width}.${format}`, height]).toEqual([
      name.replace('jpg', 'jpeg').replace('avif', 'heif'),
      name.startsWith('600') ? 800 : 427,
    ]);
    // It lay on its right side: what was left is above now.
    const [red = 0, , blue = 255] = await pixel(picture, 100, 50);
    expect(red).toBeGreaterThan(blue + 100);
  }
  expect(placeholder).toMatch(/^data:image\/webp;base64,[\w+/=]{40,400}$/);
});

test('a small picture keeps its size', async () => {
  const { variants, read } = await make(await plain(50, 40, '#333').png().toBuffer());
  expect(variants).toEqual(['50.avif', '50.webp', '50.jpg']);
  expect(await (await read('50.jpg')).metadata()).toMatchObject({ width: 50, height: 40 });
});

test('what can be seen through stays so, and what only could is a JPEG', async () => {
  const glass = await make(await plain(50, 40, { r: 200, g: 0, b: 0, alpha: 0.5 }, 4).png().toBuffer());
  expect(glass.variants).toEqual(['50.avif', '50.webp', '50.png']);
  for (const name of glass.variants) expect((await pixel(await glass.read(name), 9, 9))[3]).toBeCloseTo(128, -1);
  const wall = await make(await plain(50, 40, { r: 200, g: 0, b: 0, alpha: 1 }, 4).png().toBuffer());
  expect(wall.variants).toEqual(['50.avif', '50.webp', '50.jpg']);
});

test('a film moves as WebP, beside a still of its first picture', async () => {
  const { variants, read } = await make(await film());
  expect(variants).toEqual(['60.webp', '60.jpg']);
  expect(await (await read('60.webp')).metadata()).toMatchObject({ pages: 3, pageHeight: 40, delay: [100, 100, 100] });
  expect((await (await read('60.jpg')).metadata()).pages).toBeUndefined();
  const [red = 0, green = 255] = await pixel(await read('60.jpg'), 9, 9);
  expect(red).toBeGreaterThan(green + 200);
});

test('a film of too many pixels is shown as its first picture', async () => {
  const sha256 = await keep(await film(400, 300));
  expect((await makeVariants(folder, sha256, 200_000)).variants).toEqual([
    ...['320.avif', '320.webp', '320.jpg', '400.avif', '400.webp', '400.jpg'],
  ]);
});

test.each([
  ['grey', () => plain(50, 40, '#808080').toColourspace('b-w').png().toBuffer()],
  ['16 bits deep', () => plain(50, 40, '#808080').toColourspace('rgb16').png().toBuffer()],
  ['for the press', () => plain(50, 40, '#808080').toColourspace('cmyk').jpeg().toBuffer()],
])('a picture that is %s comes out in the colours of screens', async (_, bytes) => {
  const { variants, read } = await make(await bytes());
  expect(variants).toEqual(['50.avif', '50.webp', '50.jpg']);
  const picture = await read('50.jpg');
  expect(await picture.metadata()).toMatchObject({ space: 'srgb', depth: 'uchar', channels: 3 });
  for (const channel of await pixel(picture, 9, 9)) expect(Math.abs(channel - 128)).toBeLessThan(20);
});

test('made twice, also at once, the same comes out', async () => {
  const sha256 = await keep(await fromAPhone());
  const made = await Promise.all([1, 2].map(() => makeVariants(folder, sha256, maxPixels)));
  expect(made[1]).toEqual(made[0]);
  expect(await makeVariants(folder, sha256, maxPixels)).toEqual(made[0]);
  expect(await folder.files()).toHaveLength(7);
});

test('a picture cut short is broken, leaves nothing behind, and one that is missing is not broken', async () => {
  const whole = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#fff', noise } })
    .jpeg()
    .toBuffer();
  const sha256 = await keep(whole.subarray(0, whole.length / 2));
  await expect(makeVariants(folder, sha256, maxPixels)).rejects.toBeInstanceOf(BrokenPicture);
  expect(await folder.files()).toHaveLength(1);
  const missing = makeVariants(folder, 'ab'.repeat(32), maxPixels);
  await expect(missing).rejects.toThrow('ENOENT');
  await expect(missing).rejects.not.toBeInstanceOf(BrokenPicture);
});

const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;

test.each([
  ['wide', 800, 400, 700, 50],
  ['tall', 400, 800, 60, 690],
  ['square', 600, 600, 510, 80],
])('of a %s picture it is told what catches the eye', async (_, width, height, x, y) => {
  const spot = await plain(80, 80, '#e01030').png().toBuffer();
  const grey = await plain(width, height, '#ccc').png().toBuffer();
  const { focus } = await make(await sharp(grey).composite([{ input: spot, left: x - 40, top: y - 40 }]).png().toBuffer()); // prettier-ignore
  expect(Math.abs((focus?.x ?? -100) - (100 * x) / width)).toBeLessThan(8);
  expect(Math.abs((focus?.y ?? -100) - (100 * y) / height)).toBeLessThan(8);
});

test('nothing lies below a picture with clear parts', async () => {
  const glass = await make(await plain(50, 40, { r: 9, g: 9, b: 9, alpha: 0.5 }, 4).png().toBuffer());
  expect(glass.placeholder).toBeNull();
});
