import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import type { LexicalNode } from '../lexical-node.js';

/** A card that both sides know. */
export interface CardKind {
  /** Its type in Ghost's editor. */
  lexical: string;
  /** Its type here. */
  node: string;
  from(card: LexicalNode): DocumentNode;
  /** The fields of the card that our node decides. */
  to(node: DocumentNode): Record<string, unknown>;
}
