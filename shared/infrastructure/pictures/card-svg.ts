import type { Letters } from './letters.js';
import { wrapWords } from './wrap-words.js';

/** In pixels: what link previews show whole. */
export const cardSize = { width: 1200, height: 630 };

/** Part of every address of a card: another one for another look. */
export const cardLook = '1';

const ink = '#b01c49';
const paper = '#fdf9fa';
const margin = 80;
/** More than five lines hold. */
const mostLetters = 300;

/** Path data of our own drawings. */
export interface CardDrawings {
  /** The lines of the mark, in a box of 40. */
  mark: string;
  /** The roofs of the street, 1440 by 96. */
  roofs: string;
}

export interface CardWords {
  letters: Letters;
  title: string;
  siteTitle: string;
}

const sizes = [
  { size: 104, lines: 2 },
  { size: 88, lines: 3 },
  { size: 72, lines: 4 },
  { size: 58, lines: 5 },
];

/** A picture of the house with a title, or of the house alone where our letters cannot write it. Text becomes outlines. */
export function cardSvg({ mark, roofs }: CardDrawings, words?: CardWords): string {
  const { width, height } = cardSize;
  const inside = words === undefined ? null : writeWords(mark, words);
  const street = `<path transform="translate(0 ${height - 80}) scale(${width / 1440})" d="${roofs}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${ink}"/><g fill="${paper}">${street}${inside ?? drawMark(mark, 436, 104, 328)}</g></svg>`;
}

function writeWords(mark: string, { letters, title, siteTitle }: CardWords): string | null {
  const text = letters.drawable(title.slice(0, mostLetters));
  if (isMostlyLost(title.slice(0, mostLetters), text)) return null;
  const { size, lines } = wrapWords(letters, text, { width: cardSize.width - 2 * margin, sizes });
  const leading = size * 1.1;
  const top = 190 + (320 - leading * (lines.length - 1) - size * 0.7) / 2 + size * 0.7;
  const house = letters.draw(letters.drawable(siteTitle), margin + 68, 113, 40);
  return [
    drawMark(mark, margin, 74, 52),
    house,
    ...lines.map((line, index) => letters.draw(line, margin, top + index * leading, size)),
  ].join('');
}

/** Half a title says something else than a whole one. */
function isMostlyLost(title: string, drawable: string): boolean {
  const count = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return count(drawable) === 0 || count(drawable) < count(title) * 0.8;
}

function drawMark(lines: string, x: number, y: number, size: number): string {
  return `<path transform="translate(${x} ${y}) scale(${size / 40})" d="${lines}" fill="none" stroke="${paper}" stroke-width="4" stroke-linecap="round"/>`;
}

/** The drawings, out of the files of the static build. Throws where they are not what they used to be. */
export function readDrawings(markSvg: string, roofsSvg: string): CardDrawings {
  const [mark, roofs] = [markSvg, roofsSvg].map((svg) => /<path [^>]*?\bd="([^"]+)"/.exec(svg)?.[1]);
  if (mark === undefined || roofs === undefined) throw new Error('The mark and the roofs are each drawn in one path.');
  return { mark, roofs };
}
