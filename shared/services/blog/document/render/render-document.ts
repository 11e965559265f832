import type {
  DocumentDto,
  DocumentNode,
  DocumentRefsDto,
  OutlineEntryDto,
} from '../../../../contracts/dtos/document.js';
import { textOfHtml } from '../../../../lib/text-of-html.js';
import { renderBlock } from './blocks/index.js';
import type { RenderOptions } from './hooks.js';
import { endNotes } from './notes.js';
import { newPage, type Left, type Page } from './page.js';

export interface RenderedDocument {
  html: string;
  /** What stands before the paywall, as everyone may read it; empty when there is no paywall. */
  teaserHtml: string;
  /** The words of each. */
  text: string;
  teaserText: string;
  /** The headings, in their order. */
  outline: OutlineEntryDto[];
  refs: DocumentRefsDto;
  left: Left;
}

/** Grows with every change of what is written: texts that an older one wrote are then written again. */
export const rendererVersion = 3;

/**
 * A checked document as HTML, by building strings: text and attributes are escaped, addresses are of a few schemes, and
 * nothing carries a style, a handler or an id that the page around it might use.
 */
export function renderDocument(document: DocumentDto, options: RenderOptions): RenderedDocument {
  const { html, page } = renderAll(document.content ?? [], options);
  const wall = (document.content ?? []).findIndex(({ type }) => type === 'paywall');
  const teaser = renderAll((document.content ?? []).slice(0, Math.max(0, wall)), { ...options, readers: 'everyone' });
  return {
    html,
    teaserHtml: teaser.html,
    text: textOfHtml(html),
    teaserText: textOfHtml(teaser.html),
    outline: page.outline,
    refs: page.refs,
    left: page.left,
  };
}

function renderAll(nodes: readonly DocumentNode[], options: RenderOptions): { html: string; page: Page } {
  const page = newPage(options, (of, blocks) => blocks.map((block) => renderBlock(of, block)).join(''));
  page.isOpen = nodes.some(({ type }) => type === 'paywall');
  const blocks = nodes.map((node) => {
    if (node.type === 'paywall') page.isOpen = false;
    return renderBlock(page, node);
  });
  return { html: [...blocks, endNotes(page.notes)].filter((block) => block !== '').join('\n'), page };
}
