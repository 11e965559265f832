import type { TextIds } from '../contracts/ports.js';

/** Ids that the page around the text uses itself. */
const pageId = /^(main|live|find|more|top|header|footer|menu|search|basket|account|dialog|errors|wall-title|foot-.*)$/i;

const plain = /^[\p{L}\p{N}_-]{1,120}$/u;

/** Keeps a text's heading ids apart from the page's and from each other, and the text's own links pointing at them. */
export class HeadingIds implements TextIds {
  /** How often each id was wanted so far. */
  readonly #wanted = new Map<string, number>();

  /** The id to write, or null when it is none that an address can hold plainly. */
  give(id: string): string | null {
    const wanted = this.here(id);
    if (!plain.test(wanted)) return null;
    const times = (this.#wanted.get(wanted) ?? 0) + 1;
    this.#wanted.set(wanted, times);
    if (times === 1) return wanted;
    return this.give(`${wanted}-${times}`);
  }

  /** What an id of the text is called on the page. */
  here(id: string): string {
    return pageId.test(id) ? `text-${id}` : id;
  }
}
