import type { DocumentNode, DocumentRefsDto, OutlineEntryDto } from '../../../../contracts/dtos/document.js';
import type { SanitisedHtml } from '../../../../contracts/ports.js';
import { HeadingIds } from '../../../../lib/heading-ids.js';
import type { RenderOptions } from './hooks.js';

/** What one rendering gathers while it walks through a text. */
export interface Page extends RenderOptions {
  ids: HeadingIds;
  outline: OutlineEntryDto[];
  notes: Note[];
  refs: DocumentRefsDto;
  left: Left;
  /** How many there were so far. */
  pictures: number;
  tables: number;
  /** Whether the paywall is still to come. */
  isOpen: boolean;
  /** Renders what a block holds. */
  blocks(nodes: readonly DocumentNode[] | undefined): string;
}

/** What readers will not find as it was. */
export interface Left extends Record<keyof SanitisedHtml['left'], number> {
  /** Pictures that are shown once they are copied, not being on https. */
  waiting: number;
  /** Cards that are not known here. */
  unknown: number;
}

export interface Note {
  /** Already HTML. */
  words: string;
  id: string;
  refId: string;
}

export function newPage(options: RenderOptions, blocks: (page: Page, nodes: readonly DocumentNode[]) => string): Page {
  const page: Page = {
    ...options,
    ids: new HeadingIds(),
    outline: [],
    notes: [],
    refs: { pictures: [], files: [], links: [] },
    left: { pictures: 0, links: 0, forms: 0, waiting: 0, unknown: 0 },
    pictures: 0,
    tables: 0,
    isOpen: true,
    blocks: (nodes = []) => blocks(page, nodes),
  };
  return page;
}

/** An id that nothing else on the page has. */
export function giveId(page: Page, wanted: string): string {
  return page.ids.give(wanted) ?? page.ids.give('part') ?? 'part';
}

export function noteOnce(list: string[], value: string): void {
  if (value !== '' && !list.includes(value)) list.push(value);
}
