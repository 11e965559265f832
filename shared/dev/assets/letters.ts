import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { LettersFile } from '../../infrastructure/pictures/letters.js';
import type { subsets } from './fonts.js';
import { lettersOf } from './fonts.js';
import type { Asset } from './types.js';

const require = createRequire(import.meta.url);

/** Weight and optical size of large words. */
const axes = { wght: 740, opsz: 48 };
/** What stands beside what often enough to be moved closer: Basic Latin and the marks of quotation. */
const kerned = [
  [0x20, 0x7e],
  [0x2018, 0x2019],
  [0x201c, 0x201d],
] as const;

/**
 * The outlines of our letters as data, with their widths and the pairs that stand closer: words can then be measured and
 * drawn into pictures where no font is installed.
 */
export async function makeLetters(): Promise<Asset> {
  const families = await Promise.all([outline('latin'), outline('latin-ext')]);
  const [latin, further] = families;
  const file: LettersFile = { ...latin, letters: { ...further.letters, ...latin.letters } };
  return { name: 'fonts/letters.json', content: Buffer.from(JSON.stringify(file)) };
}

async function outline(subset: keyof typeof subsets): Promise<LettersFile> {
  const [{ default: subsetFont }, hb] = await Promise.all([import('subset-font'), import('harfbuzzjs')]);
  const folder = '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque';
  const source = await readFile(require.resolve(`${folder}-${subset}-opsz-normal.woff2`));
  const sfnt = await subsetFont(source, lettersOf(subset), { targetFormat: 'sfnt', variationAxes: axes });
  const face = new hb.Face(new hb.Blob(sfnt), 0);
  const font = new hb.Font(face);
  // Letters are drawn one by one.
  const withoutLigatures = ['liga', 'clig', 'dlig'].map((tag) => new hb.Feature(tag, 0));
  const widthOf = (text: string) => {
    const buffer = new hb.Buffer();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    hb.shape(font, buffer, withoutLigatures);
    return buffer.getGlyphInfosAndPositions().reduce((sum, { xAdvance = 0 }) => sum + xAdvance, 0);
  };
  const letters: LettersFile['letters'] = {};
  for (const letter of lettersOf(subset)) {
    const glyph = font.nominalGlyph(letter.codePointAt(0) ?? 0);
    if (glyph !== undefined) letters[letter] = [font.glyphHAdvance(glyph), font.glyphToPath(glyph)];
  }
  return { unitsPerEm: face.upem, letters, pairs: subset === 'latin' ? pairsOf(letters, widthOf) : {} };
}

function pairsOf(letters: LettersFile['letters'], widthOf: (text: string) => number): Record<string, number> {
  const shown = kerned.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  );
  const pairs: Record<string, number> = {};
  for (const left of shown) {
    for (const right of shown) {
      const moved = widthOf(left + right) - (letters[left]?.[0] ?? 0) - (letters[right]?.[0] ?? 0);
      if (moved !== 0) pairs[left + right] = moved;
    }
  }
  return pairs;
}
