import type { TextInput } from '../operations/create-text.js';
import { textDefaults } from '../shapes/defaults.js';

const columns = new Set(['title', 'slug', 'lexical', ...Object.keys(textDefaults)]);

/** What of a client's post may be written. Its id, its times and its url are not. */
export function inputFrom(sent: Record<string, unknown>): TextInput {
  const own = Object.entries(sent).filter(([key]) => columns.has(key));
  const { tags, authors, tiers } = sent;
  return {
    ...(Object.fromEntries(own) as TextInput),
    ...(Array.isArray(tags) && { tags: tags as NonNullable<TextInput['tags']> }),
    ...(Array.isArray(authors) && { authorIds: idsOf(authors) }),
    ...(Array.isArray(tiers) && { tierIds: idsOf(tiers) }),
  };
}

const idsOf = (things: unknown[]) => things.map((thing) => String((thing as { id: unknown }).id));
