import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import type { Page } from '../page.js';
import { button, callout, toggle } from './boxes.js';
import { callToAction, header, product, signup } from './calls.js';
import { bookmark, embed } from './links.js';
import { audio, file, video } from './media.js';
import { gallery, image } from './pictures.js';
import { blockquote, codeBlock, heading, horizontalRule, list, paragraph } from './prose.js';
import { ghostCard, html, markdown } from './source.js';
import { table } from './table.js';

type RenderBlock = (page: Page, node: DocumentNode) => string;

const blocks = new Map<string, RenderBlock>(
  Object.entries({
    ...{ paragraph, heading, bulletList: list, orderedList: list, blockquote, aside: blockquote, codeBlock, table },
    ...{
      horizontalRule,
      image,
      gallery,
      callout,
      toggle,
      bookmark,
      button,
      embed,
      audio,
      video,
      file,
      product,
      header,
    },
    ...{ callToAction, signup, html, markdown, ghostCard },
  }),
);

/** One block; empty when it has nothing to show to these readers. */
export function renderBlock(page: Page, node: DocumentNode): string {
  return isFor(page, node) ? (blocks.get(node.type)?.(page, node) ?? '') : '';
}

function isFor({ readers }: Page, node: DocumentNode): boolean {
  const audience = node.attrs?.['audience'] ?? 'everyone';
  return audience === 'everyone' || (audience === 'members' && readers === 'members');
}
