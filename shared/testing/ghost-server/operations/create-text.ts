import type { Actor, Ghost } from '../ghost.js';
import { textDefaults } from '../shapes/defaults.js';
import { paragraphs } from '../shapes/text-words.js';
import type { TextColumns, TextKind, TextRow } from '../state/rows.js';
import { freeSlug } from '../state/slugs.js';
import { bodyOfAdded } from '../webhooks/bodies.js';
import { tagIdsFor, type TagName } from './attach-tags.js';
import { keepRevision } from './keep-revision.js';
import { tierIdsFor } from './tier-ids-for.js';
import { writeTextAction } from './write-action.js';

export interface TextInput extends Partial<TextColumns> {
  /** Paragraphs, from which lexical and html are made. */
  text?: string | string[];
  tags?: TagName[];
  /** Ids of users; the owner, when left out. */
  authorIds?: string[];
  /** For the visibility `tiers`. */
  tierIds?: string[];
}

export function createText(ghost: Ghost, kind: TextKind, input: TextInput, actor: Actor): TextRow {
  const row = rowFor(ghost, kind, input, actor);
  ghost.world.texts.set(row.id, row);
  keepRevision(ghost, row, 'initial_revision');
  writeTextAction(ghost, actor, 'added', row);
  fireAdded(ghost, row);
  return row;
}

function rowFor(ghost: Ghost, kind: TextKind, input: TextInput, actor: Actor): TextRow {
  const { text, tags = [], authorIds = [...ghost.world.users.keys()].slice(0, 1), tierIds, ...columns } = input;
  const title = columns.title ?? '(Untitled)';
  const slug = freeSlug(columns.slug ?? title, ghost.world.texts.values());
  const now = ghost.clock.stamp();
  const row = { ...textDefaults, ...documentOf(text ?? ''), ...columns, title, slug, kind, authorIds };
  return {
    ...row,
    published_at: isOut(row) ? (row.published_at ?? now) : row.published_at,
    ...{ id: ghost.ids.objectId(), uuid: ghost.ids.uuid(), created_at: now, updated_at: now, revisions: [] },
    ...{ tagIds: tagIdsFor(ghost, tags, actor), tierIds: tierIdsFor(ghost, row.visibility, tierIds) },
  };
}

const isOut = ({ status }: Pick<TextRow, 'status'>) => status === 'published' || status === 'sent';

export function documentOf(text: string | string[]) {
  return paragraphs(...[text].flat());
}

/** One change, several webhooks: one for each tag, then the text, then its publication, then the site. */
function fireAdded(ghost: Ghost, row: TextRow): void {
  const { kind, status } = row;
  const body = bodyOfAdded(ghost, row);
  for (const _ of row.tagIds) ghost.webhooks.fire(`${kind}.tag.attached`, body);
  ghost.webhooks.fire(`${kind}.added`, body);
  if (status === 'published' || status === 'scheduled') ghost.webhooks.fire(`${kind}.${status}`, body);
  if (status === 'published') ghost.webhooks.fire('site.changed', {});
}
