/**
 * HTML that may be printed as it is. Made only by the sanitiser, the view renderer and the fragment client;
 * templates print nothing else raw.
 */
export class SafeHtml {
  readonly #html: string;

  private constructor(html: string) {
    this.#html = html;
  }

  /** For the makers named above; a lint rule keeps everyone else away. */
  static trust(html: string): SafeHtml {
    return new SafeHtml(html);
  }

  toString(): string {
    return this.#html;
  }
}
