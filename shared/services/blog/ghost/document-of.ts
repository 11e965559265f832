import type { DocumentDto } from '../../../contracts/dtos/document.js';
import { problemOf } from '../document/check-document.js';
import { blocksFromHtml } from '../document/html/blocks-from-html.js';
import { htmlBlock } from '../document/html/parse.js';
import { fromLexical } from '../document/lexical/from-lexical.js';
import { wellFormed } from '../document/lexical/lexical-node.js';
import { fromMobiledoc } from '../document/mobiledoc/from-mobiledoc.js';
import { nodeOf } from '../document/nodes.js';
import type { GhostPost } from './answer.js';

/** What its editor wrote, whichever it was; else its HTML, as far as that is prose. */
export function documentOf({ lexical, mobiledoc, html }: GhostPost): DocumentDto {
  const written =
    (lexical === null ? null : fromLexical(lexical)) ?? (mobiledoc === null ? null : fromMobiledoc(mobiledoc));
  return written ?? fromHtml(wellFormed(html ?? ''));
}

function fromHtml(html: string): DocumentDto {
  const blocks = blocksFromHtml(html);
  const isSound = blocks.every((block) => problemOf(block) === null);
  return { ...nodeOf('doc', {}, isSound ? blocks : [htmlBlock(html)]), type: 'doc' };
}
