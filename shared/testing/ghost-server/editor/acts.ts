import type { BulkChange } from '../operations/bulk-edit-texts.js';
import type { GhostServer } from '../start-ghost-server.js';
import type { Chance } from '../state/chance.js';
import type { MemberRow, TextRow } from '../state/rows.js';
import { drawn, some, textOf, word } from './draw.js';

/** Does one thing; false when there was nothing to do it to. */
type Act = (ghost: GhostServer, chance: Chance) => unknown;

const on =
  (is: (row: TextRow) => boolean, act: (ghost: GhostServer, row: TextRow, chance: Chance) => unknown): Act =>
  (ghost, chance) => {
    const row = textOf(ghost, chance, is);
    return row !== undefined && act(ghost, row, chance);
  };
const any = () => true;
const isOut = ({ status }: TextRow) => status === 'published';
const isDraft = ({ status }: TextRow) => status === 'draft';
const isScheduled = ({ status }: TextRow) => status === 'scheduled';

const tomorrow = (ghost: GhostServer, chance: Chance) =>
  new Date(Math.floor(ghost.clock.now() / 1000) * 1000 + Math.floor(chance() * 86_400) * 1000).toISOString();

const onTag =
  (act: (ghost: GhostServer, id: string, chance: Chance) => unknown): Act =>
  (ghost, chance) => {
    const id = drawn(chance, [...ghost.world.tags.keys()]);
    return id !== undefined && act(ghost, id, chance);
  };

const onMember =
  (act: (ghost: GhostServer, member: MemberRow) => unknown): Act =>
  (ghost, chance) => {
    const member = drawn(chance, [...ghost.world.members.values()]);
    return member !== undefined && act(ghost, member);
  };

const bulk =
  (change: (chance: Chance) => BulkChange): Act =>
  (ghost, chance) =>
    ghost.operations.bulkEdit(some(chance, [...ghost.world.texts.keys()], 0.15), change(chance));

/** What happens to a Ghost in a day, by name. */
export const acts: Record<string, Act> = {
  'create a draft': ({ operations }, chance) => operations.createPost({ title: word(chance), text: word(chance) }),
  'create a post': ({ operations }, chance) =>
    operations.createPost({ title: word(chance), text: word(chance), status: 'published', tags: [word(chance)] }),
  'create a page': ({ operations }, chance) =>
    operations.createPage({ title: word(chance), text: word(chance), status: 'published' }),
  'edit a title': on(any, ({ operations }, { id }, chance) => operations.edit(id, { title: word(chance) })),
  'edit a text': on(any, ({ operations }, { id }, chance) => operations.edit(id, { text: word(chance) })),
  'rename a slug': on(any, ({ operations }, { id }, chance) => operations.renameSlug(id, word(chance))),
  publish: on(isDraft, ({ operations }, { id }) => operations.publish(id)),
  unpublish: on(isOut, ({ operations }, { id }) => operations.unpublish(id)),
  schedule: on(isDraft, (ghost, { id }, chance) => ghost.operations.schedule(id, tomorrow(ghost, chance))),
  unschedule: on(isScheduled, ({ operations }, { id }) => operations.unschedule(id)),
  delete: on(any, ({ operations }, { id }) => operations.delete(id)),
  'move visibility': on(any, ({ operations }, { id, visibility }) =>
    operations.moveVisibility(id, visibility === 'public' ? 'members' : 'public'),
  ),
  'add a tag': on(any, ({ operations }, { id }, chance) => operations.addTags(id, word(chance))),
  'remove its tags': on(
    ({ tagIds }) => tagIds.length > 0,
    ({ operations }, { id, tagIds }) => operations.removeTags(id, ...tagIds),
  ),
  'rename a tag': onTag(({ operations }, id, chance) => operations.editTag(id, { name: word(chance) })),
  'delete a tag': onTag(({ operations }, id) => operations.deleteTag(id)),
  'edit an author': ({ operations, world }, chance) => {
    const id = drawn(chance, [...world.users.keys()]);
    return id !== undefined && operations.editUser(id, { bio: word(chance) });
  },
  'sign in': ({ operations, world }, chance) => operations.signIn(drawn(chance, [...world.users.keys()]) ?? ''),
  'publish what is due': ({ operations }) => operations.publishDue(),
  'add a member': ({ operations }, chance) =>
    operations.createMember({ email: `${Math.floor(chance() * 1e9)}@example.test`, name: word(chance) }),
  'move newsletters': onMember(({ operations }, { id, newsletterIds }) =>
    operations.editMember(id, newsletterIds.length > 0 ? { newsletterIds: [] } : { name: 'Came back' }),
  ),
  'delete a member': onMember(({ operations }, { id }) => operations.deleteMember(id)),
  'edit the navigation': ({ operations }, chance) => operations.editNavigation([{ label: word(chance), url: '/' }]),
  'bulk feature': bulk((chance) => ({ action: chance() < 0.5 ? 'feature' : 'unfeature' })),
  'bulk unpublish': bulk(() => ({ action: 'unpublish' })),
  'bulk unschedule': bulk(() => ({ action: 'unschedule' })),
  'bulk access': bulk((chance) => ({ action: 'access', visibility: chance() < 0.5 ? 'members' : 'public' })),
  'bulk add a tag': bulk((chance) => ({ action: 'addTag', tags: [word(chance)] })),
  'bulk delete': ({ operations, world }, chance) => operations.bulkDelete(some(chance, [...world.texts.keys()], 0.1)),
};
