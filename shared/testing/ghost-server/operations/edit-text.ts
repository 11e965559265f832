import type { Actor, Ghost } from '../ghost.js';
import { notFound } from '../http/ghost-error.js';
import type { TextColumns, TextRow } from '../state/rows.js';
import { freeSlug } from '../state/slugs.js';
import { makesRevision } from '../webhooks/bodies.js';
import { tagIdsFor } from './attach-tags.js';
import { changeColumns } from './change-columns.js';
import { documentOf, type TextInput } from './create-text.js';
import { fireEdited } from './fire-edited.js';
import { keepRevision } from './keep-revision.js';
import { tierIdsFor } from './tier-ids-for.js';
import { writeTextAction } from './write-action.js';

/** Saves a post or page; saving what is there already changes nothing and says nothing. */
export function editText(ghost: Ghost, id: string, input: TextInput, actor: Actor): TextRow {
  const row = getText(ghost, id);
  const before = { ...row };
  const previous = changeColumns<TextRow>(ghost, row, columnsFor(ghost, row, input));
  changeRelations(ghost, row, input, actor);
  if (!previous && !relationsDiffer(before, row)) return row;
  if (previous && makesRevision(previous)) keepRevision(ghost, row, row.status);
  writeTextAction(ghost, actor, 'edited', row);
  fireEdited(ghost, before, row, previous ?? {});
  return row;
}

export function getText({ world }: Ghost, id: string): TextRow {
  const row = world.texts.get(id);
  if (!row) throw notFound('Post not found.');
  return row;
}

function columnsFor(ghost: Ghost, row: TextRow, input: TextInput): Partial<TextColumns> {
  const { text, tags: _t, authorIds: _a, tierIds: _i, ...columns } = input;
  const others = [...ghost.world.texts.values()].filter((other) => other !== row);
  return {
    ...columns,
    ...(columns.slug !== undefined && { slug: freeSlug(columns.slug, others) }),
    ...(text !== undefined && documentOf(text)),
    ...(columns.status === 'published' && { published_at: publishedAt(ghost, row, columns) }),
  };
}

/** A text that comes out has come out by now, whatever date it was given for later. */
function publishedAt({ clock }: Ghost, row: TextRow, { published_at = row.published_at }: Partial<TextColumns>) {
  if (row.status === 'published') return published_at;
  return published_at === null || Date.parse(published_at) > clock.now() ? clock.stamp() : published_at;
}

/** Tags, authors and tiers are rows of other tables: they do not move `updated_at`. */
function changeRelations(ghost: Ghost, row: TextRow, { tags, authorIds, tierIds }: TextInput, actor: Actor): void {
  if (tags) row.tagIds = tagIdsFor(ghost, tags, actor);
  if (authorIds) row.authorIds = [...authorIds];
  row.tierIds = tierIdsFor(ghost, row.visibility, tierIds ?? row.tierIds);
}

function relationsDiffer(before: TextRow, after: TextRow): boolean {
  const relations = ({ tagIds, authorIds, tierIds }: TextRow) => JSON.stringify([tagIds, authorIds, tierIds]);
  return relations(before) !== relations(after);
}
