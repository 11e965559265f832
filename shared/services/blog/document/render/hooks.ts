import type { DocumentRefsDto } from '../../../../contracts/dtos/document.js';
import type { SanitisedHtml, TextIds } from '../../../../contracts/ports.js';

/** What the renderer asks of the world around a text. Whatever is answered, no address but a safe one is written. */
export interface RenderHooks {
  /** Where a link leads; null where it leads nowhere, and only its words are shown. */
  link(address: string): { href: string; isOutbound: boolean } | null;

  /**
   * How a picture is shown; null when it is not.
   *
   * @param use a `thumbnail` only decorates a link to somewhere else.
   */
  picture(src: string, use: PictureUse): ShownPicture | null;

  /** The address of a recording, a film or a file that a page may fetch; null when there is none. */
  file(src: string): string | null;

  /** Makes typed HTML fit to be shown. */
  sanitise(html: string, ids: TextIds): SanitisedHtml;
}

export type PictureUse = DocumentRefsDto['pictures'][number]['use'];

export interface ShownPicture {
  src: string;
  /** Pixels of the file; null when they are not known, and then the text's own word is taken. */
  width: number | null;
  height: number | null;
  /** Other formats, the best first, with widths. */
  sources?: readonly { type: string; srcset: string }[];
  /** A `data:` address of a few bytes, shown until it has come; null where one would see it through the picture. */
  blur?: string | null;
}

/** Who reads: a text that is open to all hides the cards that are for members. */
export type Readers = 'everyone' | 'members';

export interface RenderOptions {
  hooks: RenderHooks;
  readers: Readers;
  /** How many pictures from the beginning are fetched at once; the others when they come near. */
  eagerPictures: number;
}
