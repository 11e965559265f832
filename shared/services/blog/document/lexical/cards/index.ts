import { Node } from 'prosemirror-model';
import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import { documentSchema } from '../../schema/index.js';
import { ghostOf, nodeOf } from '../../nodes.js';
import { htmlOfBlocks } from '../../render/plain-html.js';
import { isLexical, type LexicalNode } from '../lexical-node.js';
import { button, callout, toggle } from './boxes.js';
import { callToAction, header, product, signup } from './calls.js';
import type { CardKind } from './card-kind.js';
import { bookmark, embed } from './links.js';
import { audio, file, video } from './media.js';
import { gallery, image } from './pictures.js';
import { codeBlock, horizontalRule, html, markdown, paywall } from './source.js';

const kinds: readonly CardKind[] = [
  ...[image, gallery, callout, toggle, bookmark, button, embed, audio, video, file, product],
  ...[header, callToAction, signup, html, markdown, codeBlock, horizontalRule, paywall],
];

const byLexical = new Map(kinds.map((kind) => [kind.lexical, kind]));
const byNode = new Map([...kinds.map((kind) => [kind.node, kind] as const), ['table', html]]);

/** A known card as a node of ours that carries what came; another one as it is. */
export function cardFrom(card: LexicalNode): DocumentNode {
  const node = byLexical.get(card.type)?.from(card);
  if (node === undefined) return nodeOf('ghostCard', { card: card.type, data: card });
  return { ...node, attrs: { ...node.attrs, ghost: card } };
}

/** What came, when nothing was changed since; else what came with our fields over it. */
export function cardTo(node: DocumentNode): LexicalNode {
  if (node.type === 'ghostCard' && isLexical(node.attrs?.['data'])) return node.attrs['data'];
  const kind = byNode.get(node.type);
  if (kind === undefined) return { type: 'html', version: 1, html: htmlOfBlocks([node]) };
  const came = ghostOf(node);
  const isOfThisKind = isLexical(came) && came.type === kind.lexical;
  if (isOfThisKind && isSame(cardFrom(came), node)) return came;
  return { type: kind.lexical, version: 1, ...(isOfThisKind ? came : {}), ...kind.to(node) };
}

function isSame(one: DocumentNode, other: DocumentNode): boolean {
  return Node.fromJSON(documentSchema, one).eq(Node.fromJSON(documentSchema, other));
}
