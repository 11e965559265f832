/** Outlines of letters, as the static build writes them: `fonts/letters.json`. */
export interface LettersFile {
  unitsPerEm: number;
  /** By letter: how wide it is, and its outline as an SVG path that grows upwards from the line. */
  letters: Record<string, readonly [width: number, outline: string]>;
  /** By two letters: how much further apart they stand, usually less than nothing. */
  pairs: Record<string, number>;
}

/** Words measured and drawn with our own letters, wherever this runs. */
export class Letters {
  constructor(private readonly file: LettersFile) {}

  /** The same words with the letters that we have: accents that we lack are taken off, what is no letter of ours is left out. */
  drawable(text: string): string {
    const known = Array.from(text.normalize('NFC'), (letter) => this.#nearest(letter)).join('');
    return known.replace(/\s+/g, ' ').trim();
  }

  /** Width of drawable words at a size, in the unit of the size. */
  widthOf(text: string, size: number): number {
    return this.#lay(text, size).width;
  }

  /** SVG of drawable words that begin at x and stand on the line y. Holds numbers and letters of path data only. */
  draw(text: string, x: number, y: number, size: number): string {
    const scale = size / this.file.unitsPerEm;
    const paths = this.#lay(text, size).places.map(({ outline, left }) => {
      return `<path transform="translate(${left.toFixed(1)} 0) scale(${scale.toFixed(5)} -${scale.toFixed(5)})" d="${outline}"/>`;
    });
    return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)})">${paths.join('')}</g>`;
  }

  #nearest(letter: string): string {
    if (/\s/u.test(letter)) return ' ';
    if (this.#has(letter)) return letter;
    const bare = letter.normalize('NFD').replace(/\p{M}/gu, '');
    return this.#has(bare) ? bare : '';
  }

  #has(letter: string): boolean {
    return Object.hasOwn(this.file.letters, letter);
  }

  #lay(text: string, size: number): { width: number; places: { outline: string; left: number }[] } {
    const { unitsPerEm, letters, pairs } = this.file;
    const places: { outline: string; left: number }[] = [];
    let [at, before] = [0, ''];
    for (const letter of text) {
      const [width, outline] = letters[letter] ?? [0, ''];
      at += pairs[before + letter] ?? 0;
      if (outline !== '') places.push({ outline, left: (at * size) / unitsPerEm });
      at += width;
      before = letter;
    }
    return { width: (at * size) / unitsPerEm, places };
  }
}
