import type { NodeSpec } from 'prosemirror-model';
import { kept, oneOf, wholeBetween, words } from './attributes.js';

const dir = oneOf(null, 'ltr', 'rtl');

/** What prose consists of. Names are those of TipTap where it has one. */
export const textNodes: Record<string, NodeSpec> = {
  paragraph: { group: 'block', content: 'inline*', attrs: { dir, ghost: kept } },
  /** Its anchor is made of its words where it has none of its own. */
  heading: {
    group: 'block',
    content: 'inline*',
    attrs: { level: wholeBetween(1, 6, 2), anchor: words, dir, ghost: kept },
  },
  bulletList: { group: 'block', content: 'listItem+', attrs: { dir, ghost: kept } },
  orderedList: {
    group: 'block',
    content: 'listItem+',
    attrs: { start: wholeBetween(-2_147_483_648, 2_147_483_647, 1), dir, ghost: kept },
  },
  listItem: { content: 'paragraph block*', attrs: { dir, ghost: kept } },
  blockquote: { group: 'block', content: 'block+', attrs: { dir, ghost: kept } },
  /** A sentence pulled out of the text, set large. */
  aside: { group: 'block', content: 'block+', attrs: { dir, ghost: kept } },
  codeBlock: {
    group: 'block',
    content: 'text*',
    marks: '',
    code: true,
    attrs: { language: words, caption: words, ghost: kept },
  },
  table: { group: 'block', content: 'tableRow+', attrs: { caption: words, ghost: kept } },
  tableRow: { content: '(tableCell | tableHeader)+' },
  tableCell: { content: 'block+', attrs: spans() },
  tableHeader: { content: 'block+', attrs: spans() },
  text: { group: 'inline' },
  hardBreak: { group: 'inline', inline: true, attrs: { ghost: kept } },
  /** What it says is read at the end of the text. */
  footnote: { group: 'inline', inline: true, content: 'text*' },
  /** Something of a Ghost's inside a line that is none of ours: its words are shown. */
  ghostInline: { group: 'inline', inline: true, attrs: { data: kept } },
};

function spans() {
  return { colspan: wholeBetween(1, 100, 1), rowspan: wholeBetween(1, 1000, 1) };
}
