import type { Actor, Ghost } from '../ghost.js';
import type { TextRow } from '../state/rows.js';
import { bulkDeleteTexts } from './bulk-delete-texts.js';
import { bulkEditTexts, type BulkChange } from './bulk-edit-texts.js';
import { createTag, type TagColumns } from './create-tag.js';
import { createText, type TextInput } from './create-text.js';
import { createUser } from './create-user.js';
import { deleteTag } from './delete-tag.js';
import { deleteText } from './delete-text.js';
import { deleteUser } from './delete-user.js';
import { editNavigation, editSetting, type NavigationItem } from './edit-setting.js';
import { editTag } from './edit-tag.js';
import { editText } from './edit-text.js';
import { editUser, signInUser } from './edit-user.js';
import { moveTags } from './move-tags.js';
import { publishDue } from './publish-due.js';
import { createMember, deleteMember, editMember, type MemberInput } from './save-member.js';

export type Operations = ReturnType<typeof operationsFor>;

/** What an editor does in Ghost's admin; each writes and fires what Ghost does. Ids are Ghost's. */
export function operationsFor(ghost: Ghost, by: Actor) {
  const edit = (id: string, input: TextInput): TextRow => editText(ghost, id, input, by);
  return {
    createPost: (input: TextInput) => createText(ghost, 'post', input, by),
    createPage: (input: TextInput) => createText(ghost, 'page', input, by),
    /** Posts and pages: title, text, slug, visibility, tags, authors, whatever was changed. */
    edit,
    publish: (id: string) => edit(id, { status: 'published' }),
    unpublish: (id: string) => edit(id, { status: 'draft' }),
    schedule: (id: string, published_at: string) => edit(id, { status: 'scheduled', published_at }),
    unschedule: (id: string) => edit(id, { status: 'draft' }),
    /** What was scheduled for before the clock's now comes out. */
    publishDue: () => publishDue(ghost),
    renameSlug: (id: string, slug: string) => edit(id, { slug }),
    moveVisibility: (id: string, visibility: TextRow['visibility'], tierIds: string[] = []) =>
      edit(id, { visibility, tierIds }),
    addTags: (id: string, ...names: string[]) => moveTags(ghost, id, { add: names }, by),
    removeTags: (id: string, ...names: string[]) => moveTags(ghost, id, { remove: names }, by),
    delete: (id: string) => deleteText(ghost, id, by),
    bulkEdit: (ids: string[], change: BulkChange) => bulkEditTexts(ghost, ids, change, by),
    bulkDelete: (ids: string[]) => bulkDeleteTexts(ghost, ids, by),
    createTag: (columns: TagColumns) => createTag(ghost, columns, by),
    editTag: (id: string, changes: Partial<TagColumns>) => editTag(ghost, id, changes, by),
    deleteTag: (id: string) => deleteTag(ghost, id, by),
    createUser: (columns: Parameters<typeof createUser>[1]) => createUser(ghost, columns, by),
    editUser: (id: string, changes: Parameters<typeof editUser>[2]) => editUser(ghost, id, changes, by),
    deleteUser: (id: string) => deleteUser(ghost, id, by),
    signIn: (id: string) => signInUser(ghost, id),
    editSetting: (key: string, value: string | null) => editSetting(ghost, key, value, by),
    editNavigation: (items: NavigationItem[], which: 'navigation' | 'secondary_navigation' = 'navigation') =>
      editNavigation(ghost, items, which, by),
    createMember: (input: MemberInput) => createMember(ghost, input, by),
    editMember: (id: string, input: Partial<MemberInput>) => editMember(ghost, id, input, by),
    deleteMember: (id: string) => deleteMember(ghost, id, by),
  };
}
