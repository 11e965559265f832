import { Marked, type TokenizerAndRendererExtension } from 'marked';
import { escapeHtml } from '../../../../../lib/escape-html.js';
import { textOfHtml } from '../../../../../lib/text-of-html.js';
import { anchorOf } from '../../anchors.js';
import { atPlaces, footnotesIn, type MarkdownNotes } from './footnotes.js';
import { smallMarksIn } from './small-marks.js';

export interface ParsedMarkdown {
  /** Not cleaned. Where a note is referred to a sign stands, for `atPlaces`. */
  html: string;
  /** What the notes say, likewise, in the order of the signs. */
  notes: string[];
}

/** As Ghost reads it: GitHub’s, with line breaks kept, headings that can be linked to, footnotes and small marks. */
export function parseMarkdown(markdown: string): ParsedMarkdown {
  const notes: MarkdownNotes = { said: new Map(), read: [] };
  const marks = smallMarksIn(markdown);
  const html = readerWith([...footnotesIn(markdown, notes), ...marks]).parse(markdown, { async: false });
  // A note has none of its own.
  const reader = readerWith(marks);
  const words = notes.read.map((label) => inOneLine(reader.parse(notes.said.get(label) ?? '', { async: false })));
  return { html, notes: words };
}

function readerWith(extensions: TokenizerAndRendererExtension[]): Marked {
  return new Marked({
    ...{ gfm: true, breaks: true, extensions },
    renderer: {
      heading({ tokens, depth }) {
        const words = this.parser.parseInline(tokens);
        const id = anchorOf(textOfHtml(atPlaces(words, () => '')));
        return `<h${depth} id="${escapeHtml(id)}">${words}</h${depth}>\n`;
      },
    },
  });
}

/** One paragraph needs no tags of its own. */
function inOneLine(html: string): string {
  const [, words] = /^<p>((?:(?!<\/?p>)[^])*)<\/p>\s*$/.exec(html) ?? [];
  return words ?? html;
}
