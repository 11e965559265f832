import { readFileSync } from 'node:fs';
import { AppError } from '../../lib/errors.js';
import { ByteLimitedMap } from '../fragments/cache/memory.js';
import type { StaticFiles } from '../http/static-files.js';
import { loadSharp } from '../media/load-sharp.js';
import { cardSvg, readDrawings, type CardDrawings } from './card-svg.js';
import { Letters, type LettersFile } from './letters.js';

/** A bound on work: one is drawn at a time, so many wait, and whoever comes after them is asked to come again. */
const mostWaiting = 20;
const mostBytes = 16_000_000;

export interface CardTitles {
  title: string;
  siteTitle: string;
}

/** Draws pictures for links to pages that have none, and keeps the last of them in memory. */
export class CardDrawer {
  readonly #drawn = new ByteLimitedMap<Buffer>(mostBytes);
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();
  #tools: { letters: Letters; drawings: CardDrawings } | null = null;

  constructor(private readonly files: Pick<StaticFiles, 'path'>) {}

  /**
   * The picture, PNG.
   *
   * @param key names what is drawn: the same key, the same picture.
   * @throws AppError `busy` 503 where too many wait.
   */
  async draw(key: string, titles: CardTitles): Promise<Buffer> {
    const known = this.#drawn.get(key);
    if (known !== undefined) return known;
    if (this.#waiting >= mostWaiting) {
      throw new AppError('busy', 503, 'Too many pictures are wanted at once.', { retryAfterSeconds: 5 });
    }
    this.#waiting += 1;
    const drawing = this.#last.then(() => this.#drawOnce(key, titles)).finally(() => (this.#waiting -= 1));
    this.#last = drawing.catch(() => undefined);
    return drawing;
  }

  /** Whoever waited may find that the one before them wanted the same. */
  async #drawOnce(key: string, titles: CardTitles): Promise<Buffer> {
    const known = this.#drawn.get(key);
    if (known !== undefined) return known;
    const { letters, drawings } = (this.#tools ??= this.#readTools());
    const library = await loadSharp();
    const svg = Buffer.from(cardSvg(drawings, { letters, ...titles }));
    const png = await library(svg).png({ compressionLevel: 9, palette: true }).toBuffer();
    this.#drawn.set(key, png, png.length);
    return png;
  }

  #readTools() {
    const read = (name: string) => readFileSync(this.files.path(name), 'utf8');
    const letters = new Letters(JSON.parse(read('fonts/letters.json')) as LettersFile);
    return { letters, drawings: readDrawings(read('img/favicon.svg'), read('img/roofs.svg')) };
  }
}
