import type { MarkSpec } from 'prosemirror-model';
import { kept, maybeWords, words } from './attributes.js';

/** From the outermost to the innermost, as they are written around a text. Names are those of TipTap. */
export const marks: Record<string, MarkSpec> = {
  link: {
    attrs: { href: words, title: maybeWords, rel: maybeWords, target: maybeWords, ghost: kept },
    inclusive: false,
  },
  bold: {},
  italic: {},
  strike: {},
  underline: {},
  highlight: {},
  subscript: {},
  superscript: {},
  code: {},
  /** What a Ghost said of a run of text beyond its marks. Shown nowhere. */
  ghostText: { attrs: { ghost: kept } },
};
