import { Node } from 'prosemirror-model';
import type { DocumentNode } from '../../../contracts/dtos/document.js';
import { documentSchema } from './schema/index.js';

/** What nests deeper is no text that anybody wrote. */
const deepest = 100;

/** Null when the node is one of the schema through and through; else what is wrong with it, for a log or a note. */
export function problemOf(node: DocumentNode): string | null {
  if (!isShallow(node)) return `nested deeper than ${deepest} levels`;
  try {
    Node.fromJSON(documentSchema, node).check();
    return null;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** Asked before anything walks into a value from elsewhere. */
export function isShallow(root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest * 2) return false;
    level = level
      .filter((value) => typeof value === 'object' && value !== null)
      .flatMap((value) => Object.values(value as Record<string, unknown>));
  }
  return true;
}
