import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { fontOf, tablesOf, type Tables } from './sfnt.js';
import type { Asset } from './types.js';

/** A cut of a family: which file of which package, and the weights we set. */
interface Cut {
  name: string;
  package: string;
  /** File name with `<subset>` where the package names its subset. */
  file: string;
  weights: { min: number; max: number };
  /** Where on its axes the distances of its letters are taken from, for every weight and size. */
  kernedAt: Readonly<Record<string, number>>;
}

const cuts: readonly Cut[] = [
  {
    name: 'bricolage',
    package: 'bricolage-grotesque',
    file: 'bricolage-grotesque-<subset>-opsz-normal',
    weights: { min: 400, max: 800 },
    kernedAt: { opsz: 30, wght: 650 },
  },
  {
    name: 'literata',
    package: 'literata',
    file: 'literata-<subset>-wght-normal',
    weights: { min: 400, max: 700 },
    kernedAt: { wght: 400 },
  },
  {
    name: 'literata-italic',
    package: 'literata',
    file: 'literata-<subset>-wght-italic',
    weights: { min: 400, max: 600 },
    kernedAt: { wght: 400 },
  },
];

/**
 * Two files a cut, so that English needs one: `latin` (Basic Latin, Latin-1, the Turkish ı, punctuation, arrows) and
 * `latin-ext` (Latin Extended-A and what Romanian, German and Welsh write beside it). The unicode-range in fonts.css lets the browser choose.
 */
export const subsets = {
  latin: [
    [0x20, 0x7e],
    [0xa0, 0xff],
    [0x131, 0x131],
    [0x152, 0x153],
    [0x2010, 0x2027],
    [0x2030, 0x205e],
    [0x20ac, 0x20ac],
    [0x2122, 0x2122],
    [0x2190, 0x2193],
    [0x2212, 0x2215],
  ],
  'latin-ext': [
    [0x100, 0x130],
    [0x132, 0x151],
    [0x154, 0x17f],
    [0x218, 0x21b],
    [0x1e80, 0x1e85],
    [0x1e9e, 0x1e9e],
    [0x1ef2, 0x1ef3],
  ],
} as const;

/** What our pages use: letters composed, joined and in their language's form; figures of one width. */
const features = ['ccmp', 'locl', 'mark', 'mkmk', 'liga', 'calt', 'rlig', 'lnum', 'tnum'];
/** Letters of different files never meet: only those of the first are moved closer. */
const featuresOf = { latin: [...features, 'kern'], 'latin-ext': features } as const;
/** What names the styles of an axis, and how letters stand one below the other. */
const unused = ['STAT', 'vhea', 'vmtx'];

const require = createRequire(import.meta.url);

export function fontPackageFiles(): string[] {
  return ['bricolage-grotesque', 'literata'].map((name) =>
    require.resolve(`@fontsource-variable/${name}/package.json`),
  );
}

/** Takes about two seconds; the caller keeps the result as long as the packages and this file stay the same. */
export async function makeFonts(): Promise<Asset[]> {
  const made: Asset[] = [];
  for (const cut of cuts) {
    for (const subset of Object.keys(subsets) as (keyof typeof subsets)[]) {
      const path = join(
        dirname(require.resolve(`@fontsource-variable/${cut.package}/package.json`)),
        'files',
        `${cut.file.replace('<subset>', subset)}.woff2`,
      );
      const content = await makeFont(await readFile(path), subset, cut);
      made.push({ name: `fonts/${cut.name}-${subset}.woff2`, content });
    }
  }
  return made;
}

/**
 * Letters vary with weight and size; the distances of pairs do not. Those would be a third of the largest file, and be
 * other ones by less than 4 thousandths of the letters' size on average at the ends of the axes, by 1 in between.
 */
async function makeFont(source: Buffer, subset: keyof typeof subsets, { weights, kernedAt }: Cut): Promise<Buffer> {
  const { default: subsetFont } = await import('subset-font');
  const letters = lettersOf(subset);
  const rules = { keepFeatures: [...featuresOf[subset]], dropTables: unused };
  const cut = (variationAxes: Axes) => subsetFont(source, letters, { ...rules, targetFormat: 'sfnt', variationAxes });
  const tables = tablesOf(await cut({ wght: weights }));
  const still = tablesOf(await cut(kernedAt));
  if (!isSameSet(tables, still)) throw new Error(`a letter of ${subset} is drawn otherwise at one weight`);
  for (const name of ['GPOS', 'GDEF']) {
    const table = still.get(name);
    if (table === undefined) tables.delete(name);
    else tables.set(name, table);
  }
  return subsetFont(fontOf(tables), letters, { ...rules, targetFormat: 'woff2' });
}

type Axes = Readonly<Record<string, number | { min: number; max: number }>>;

/** Distances are said by the numbers of letters, which are the same where both hold as many. */
function isSameSet(one: Tables, other: Tables): boolean {
  const count = (tables: Tables) => tables.get('maxp')?.readUInt16BE(4);
  return count(one) === count(other);
}

/** Every letter of a subset. */
export function lettersOf(subset: keyof typeof subsets): string {
  let letters = '';
  for (const [first, last] of subsets[subset]) {
    for (let point = first as number; point <= last; point++) letters += String.fromCodePoint(point);
  }
  return letters;
}
