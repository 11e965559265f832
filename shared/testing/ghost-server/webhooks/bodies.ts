import type { Ghost } from '../ghost.js';
import { shapeAuthor } from '../shapes/shape-author.js';
import { rowsOf, shapeText } from '../shapes/shape-text.js';
import { plaintextOf, readingTimeOf } from '../shapes/text-words.js';
import type { FlatRow, TextRow } from '../state/rows.js';

const formats = new Set(['html', 'plaintext']);
const added = ['tags', 'authors', 'post_revisions', 'tiers'];

/** A new text: without counts, and the authors without their roles. */
export function bodyOfAdded(ghost: Ghost, row: TextRow): Record<string, unknown> {
  return { [row.kind]: { current: shapeText(ghost, row, { formats, include: new Set(added) }), previous: {} } };
}

/** A changed text. Bodies for members are in it whole, and so are the old ones, in its revisions. */
export function bodyOfEdited(ghost: Ghost, row: TextRow, previous: Record<string, unknown>): Record<string, unknown> {
  const include = new Set([...added, 'authors.roles', 'count']);
  const current = { ...shapeText(ghost, row, { formats, include }), post_revisions: revisionsOf(ghost, row, previous) };
  return { [row.kind]: { current, previous: withoutLexical(previous) } };
}

/** Who wrote them is told of all but the one that this change has just made. */
function revisionsOf({ world }: Ghost, { revisions }: TextRow, previous: Record<string, unknown>) {
  const [owner] = world.users.values();
  const { roles: _, ...author }: Partial<FlatRow> = { ...owner, locale: null, visibility: 'public' };
  const known = revisions.length - (makesRevision(previous) ? 1 : 0);
  return revisions.map((revision, at) => (at < known ? { ...revision, author } : revision));
}

export function makesRevision(previous: Record<string, unknown>): boolean {
  return 'lexical' in previous || 'title' in previous;
}

function withoutLexical({ lexical: _, ...previous }: Record<string, unknown>): Record<string, unknown> {
  return 'html' in previous ? { ...previous, plaintext: plaintextOf(previous['html'] as string | null) } : previous;
}

const goneColumns = [
  ...['id', 'uuid', 'title', 'slug', 'html', 'feature_image', 'featured', 'status', 'visibility', 'created_at'],
  ...['updated_at', 'published_at', 'custom_excerpt', 'codeinjection_head', 'codeinjection_foot'],
  ...['custom_template', 'canonical_url'],
] as const satisfies readonly (keyof TextRow)[];

/** A deleted text: what it was stands in `previous`. */
export function bodyOfDeleted(ghost: Ghost, row: TextRow): Record<string, unknown> {
  const columns = Object.fromEntries(goneColumns.map((key) => [key, row[key]]));
  const authors = rowsOf(ghost.world.users, row.authorIds).map((user) => shapeAuthor(ghost, user, true));
  const previous = { authors, ...columns, comment_id: row.id, reading_time: readingTimeOf(row.html) };
  return { [row.kind]: { current: {}, previous } };
}
