import type { DocumentNode } from '../../../../contracts/dtos/document.js';
import { renderBlock } from './blocks/index.js';
import type { RenderHooks } from './hooks.js';
import { inline } from './inline.js';
import { newPage } from './page.js';

/** Addresses and typed HTML as they are: for the way back to a Ghost, never for a page. */
const asTheyAre: RenderHooks = {
  link: (href) => ({ href, isOutbound: false }),
  picture: (src) => ({ src, width: null, height: null }),
  file: (src) => src,
  sanitise: (html) => ({ html, text: '', waiting: [], left: { pictures: 0, links: 0, forms: 0 } }),
};

const plainPage = () =>
  newPage({ hooks: asTheyAre, readers: 'members', eagerPictures: 0 }, (page, nodes) =>
    nodes.map((node) => renderBlock(page, node)).join(''),
  );

export const htmlOfLine = (nodes: readonly DocumentNode[] = []) => inline(plainPage(), nodes);

export const htmlOfBlocks = (nodes: readonly DocumentNode[] = []) => plainPage().blocks(nodes);
