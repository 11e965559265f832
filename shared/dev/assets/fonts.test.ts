import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import * as hb from 'harfbuzzjs';
import subsetFont from 'subset-font';
import { lettersOf, makeFonts, subsets } from './fonts.js';
import type { Asset } from './types.js';

const mostBytes = 140_000;
const families = ['bricolage', 'literata', 'literata-italic'];

let fonts: Asset[];

beforeAll(async () => {
  fonts = await makeFonts();
}, 60_000);

async function open(name: string, subset: keyof typeof subsets): Promise<hb.Font> {
  const made = fonts.find((font) => font.name === `fonts/${name}-${subset}.woff2`);
  if (made === undefined) throw new Error(`there is no ${name}-${subset}`);
  const sfnt = await subsetFont(made.content, lettersOf(subset), { targetFormat: 'sfnt' });
  return new hb.Font(new hb.Face(new hb.Blob(sfnt), 0));
}

function widthOf(font: hb.Font, text: string, isKerned: boolean): number {
  const buffer = new hb.Buffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  hb.shape(font, buffer, isKerned ? [] : [new hb.Feature('kern', 0)]);
  return buffer.getGlyphInfosAndPositions().reduce((sum, { xAdvance = 0 }) => sum + xAdvance, 0);
}

test('all files together are small', () => {
  expect(fonts.map(({ name }) => name)).toHaveLength(6);
  expect(fonts.reduce((sum, { content }) => sum + content.length, 0)).toBeLessThanOrEqual(mostBytes);
});

test.each(families)('%s writes the languages of Europe that have Latin letters', async (name) => {
  const both = [await open(name, 'latin'), await open(name, 'latin-ext')];
  const has = (letter: string) => both.some((font) => font.nominalGlyph(letter.codePointAt(0) ?? 0) !== undefined);
  const sentences = {
    ...{
      polish: 'Zażółć gęślą jaźń ŚĆŻŹŃ',
      czech: 'Příliš žluťoučký kůň úpěl ďábelské ódy',
      turkish: 'İğnem düştü, şıp diye ıslandı',
    },
    ...{
      welsh: 'Ŵyna’r tŷ, ŵyth ẁ ẃ ẅ ỳ Ẁ Ẃ Ẅ Ỳ',
      icelandic: 'Þórður á æðarungana, öðru nær',
      romanian: 'Învățați pășunea țării ȘȚ',
    },
    ...{
      hungarian: 'Árvíztűrő tükörfúrógép ŐŰ',
      latvian: 'Ķēniņš ģērbās ļoti šķībi',
      lithuanian: 'Įlinkdama fechtuotojo špaga, ųėū',
    },
    ...{
      croatian: 'Gojazni đačić s biciklom',
      estonian: 'Põdur Zagrebi tšellomängija',
      french: 'Œuvre, naïve: « ça » – l’été',
      german: 'STRAẞE, Füße',
    },
    ...{ maltese: 'Ħobż għaġeb ċ', danish: 'Blåbærsyltetøj', catalan: 'col·lecció' },
  };
  const missing = Object.values(sentences).flatMap((text) => Array.from(text).filter((letter) => !has(letter)));
  expect(missing).toEqual([]);
});

test.each(families)('%s moves letters closer, at every weight', async (name) => {
  const font = await open(name, 'latin');
  for (const wght of [400, 600]) {
    font.setVariations([new hb.Variation('wght', wght)]);
    expect(widthOf(font, 'AVATAR To.', true)).toBeLessThan(widthOf(font, 'AVATAR To.', false));
  }
  font.setVariations([new hb.Variation('wght', 400)]);
  const light = widthOf(font, 'Bread', false);
  font.setVariations([new hb.Variation('wght', 600)]);
  expect(widthOf(font, 'Bread', false)).not.toBe(light);
});

test('the stylesheet asks for each file by the letters that are in it', () => {
  const css = readFileSync(fileURLToPath(new URL('../../../static/css/fonts.css', import.meta.url)), 'utf8');
  const faces = [...css.matchAll(/-(latin|latin-ext)\.woff2[^}]*unicode-range:([^;]*);/g)];
  expect(faces).toHaveLength(6);
  for (const [, subset = '', said = ''] of faces) {
    const hex = (point: number) => point.toString(16).toUpperCase().padStart(4, '0');
    const ranges = subsets[subset as keyof typeof subsets].map(([first, last]) =>
      first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`,
    );
    expect(said.split(',').map((range) => range.trim())).toEqual(ranges);
  }
});
