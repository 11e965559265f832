import type { Letters } from './letters.js';

export interface Wrapped {
  size: number;
  lines: string[];
}

export interface WrapOptions {
  width: number;
  /** Sizes to try, the largest first, each with the most lines that fit. */
  sizes: readonly { size: number; lines: number }[];
}

const shares = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95];

/** The words in lines, at the largest size at which they all fit; at the smallest with an ellipsis where they do not. */
export function wrapWords(letters: Letters, text: string, { width, sizes }: WrapOptions): Wrapped {
  let last: Wrapped = { size: 0, lines: [] };
  for (const { size, lines: most } of sizes) {
    const words = text.split(' ');
    const within = (share: number) => (line: string) => letters.widthOf(line, size) <= width * share;
    const fits = within(1);
    const lines = fill(words, fits);
    if (lines.length <= most && words.every(fits)) return { size, lines: balance(words, lines, within) };
    last = { size, lines: lines.length <= most ? lines : shorten(lines.slice(0, most), fits) };
  }
  return last;
}

/** As many lines, as even as they can be: none ends with a word on its own that had room above. */
function balance(
  words: readonly string[],
  lines: string[],
  within: (share: number) => (line: string) => boolean,
): string[] {
  for (const share of shares) {
    const even = fill(words, within(share));
    if (even.length === lines.length && words.every(within(share))) return even;
  }
  return lines;
}

function fill(words: readonly string[], fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.flatMap((one) => breakWord(one, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
  }
  return line === '' ? lines : [...lines, line];
}

/** A word that is wider than the line, in pieces that are not. */
function breakWord(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word)) return [word];
  const pieces = [''];
  for (const letter of word) {
    const longer = `${pieces.at(-1) ?? ''}${letter}`;
    if (fits(longer)) pieces[pieces.length - 1] = longer;
    else pieces.push(letter);
  }
  return pieces.filter((piece) => piece !== '');
}

function shorten(lines: readonly string[], fits: (line: string) => boolean): string[] {
  let end = lines.at(-1) ?? '';
  while (end !== '' && !fits(`${end}…`)) end = end.slice(0, -1).trimEnd();
  return [...lines.slice(0, -1), `${end.replace(/[\s,;:.–—-]+$/, '')}…`];
}
