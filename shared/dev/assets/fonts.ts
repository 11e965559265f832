import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { Asset } from './types.js';

/** A cut of a family: which file of which package, and the weights we set. */
interface Cut {
  name: string;
  package: string;
  /** File name with `<subset>` where the package names its subset. */
  file: string;
  weights: { min: number; max: number };
}

const cuts: readonly Cut[] = [
  {
    name: 'bricolage',
    package: 'bricolage-grotesque',
    file: 'bricolage-grotesque-<subset>-opsz-normal',
    weights: { min: 400, max: 800 },
  },
  { name: 'literata', package: 'literata', file: 'literata-<subset>-wght-normal', weights: { min: 400, max: 700 } },
  {
    name: 'literata-italic',
    package: 'literata',
    file: 'literata-<subset>-wght-italic',
    weights: { min: 400, max: 600 },
  },
];

/**
 * Two files a cut, so that English needs one: `latin` (Basic Latin, Latin-1, punctuation, arrows) and
 * `latin-ext` (Latin Extended-A). The unicode-range in fonts.css lets the browser choose.
 */
export const subsets = {
  latin: [
    [0x20, 0x7e],
    [0xa0, 0xff],
    [0x152, 0x153],
    [0x2010, 0x2027],
    [0x2030, 0x205e],
    [0x20ac, 0x20ac],
    [0x2122, 0x2122],
    [0x2190, 0x2193],
    [0x2212, 0x2215],
  ],
  'latin-ext': [
    [0x100, 0x151],
    [0x154, 0x17f],
    [0x218, 0x21b],
    [0x1e9e, 0x1e9e],
  ],
} as const;

const require = createRequire(import.meta.url);

export function fontPackageFiles(): string[] {
  return ['bricolage-grotesque', 'literata'].map((name) =>
    require.resolve(`@fontsource-variable/${name}/package.json`),
  );
}

/** Takes about two seconds; the caller keeps the result as long as the packages and this file stay the same. */
export async function makeFonts(): Promise<Asset[]> {
  const { default: subsetFont } = await import('subset-font');
  const made: Asset[] = [];
  for (const cut of cuts) {
    for (const subset of Object.keys(subsets) as (keyof typeof subsets)[]) {
      const path = join(
        dirname(require.resolve(`@fontsource-variable/${cut.package}/package.json`)),
        'files',
        `${cut.file.replace('<subset>', subset)}.woff2`,
      );
      const content = await subsetFont(await readFile(path), lettersOf(subset), {
        targetFormat: 'woff2',
        variationAxes: { wght: cut.weights },
      });
      made.push({ name: `fonts/${cut.name}-${subset}.woff2`, content });
    }
  }
  return made;
}

/** Every letter of a subset. */
export function lettersOf(subset: keyof typeof subsets): string {
  let letters = '';
  for (const [first, last] of subsets[subset]) {
    for (let point = first as number; point <= last; point++) letters += String.fromCodePoint(point);
  }
  return letters;
}
