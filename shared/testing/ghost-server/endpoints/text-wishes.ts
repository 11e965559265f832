import type { Ghost } from '../ghost.js';
import { wordsOf } from '../query/words-of.js';
import { rowsOf, type TextWishes } from '../shapes/shape-text.js';
import type { TextKind, TextRow } from '../state/rows.js';

export const kindOf = (resource: string): TextKind => (resource === 'pages' ? 'page' : 'post');

const everything = ['tags', 'authors', 'authors.roles', 'email', 'tiers', 'newsletter', 'count'];

/** Unless it is told otherwise, Ghost answers Mobiledoc and Lexical, and most relations. */
export function wishesOf(query: URLSearchParams): TextWishes {
  const fields = wordsOf(query, 'fields');
  const formats = wordsOf(query, 'formats');
  return {
    formats: new Set([...(fields ?? []), ...(formats ?? (fields ? [] : ['mobiledoc', 'lexical']))]),
    include: wordsOf(query, 'include') ?? new Set(fields ? [] : everything),
  };
}

/** What a filter means by a relation: slugs, mostly. */
export function relationOf({ world }: Ghost, row: TextRow, key: string): string[] | undefined {
  if (/^tags?(\.slug)?$/.test(key)) return rowsOf(world.tags, row.tagIds).map(({ slug }) => slug);
  if (/^authors?(\.slug)?$/.test(key)) return rowsOf(world.users, row.authorIds).map(({ slug }) => slug);
  return key === 'tags.id' ? row.tagIds : undefined;
}
