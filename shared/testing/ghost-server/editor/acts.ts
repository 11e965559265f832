import type { BulkChange } from '../operations/bulk-edit-texts.js';
import type { GhostServer } from '../start-ghost-server.js';
import type { Chance } from '../state/chance.js';
import type { TextRow } from '../state/rows.js';
import { any, isOut, onMember, onTag, onText, type Act } from './act.js';
import { addressActs } from './address-acts.js';
import { authorActs } from './author-acts.js';
import { drawn, some, word } from './draw.js';

const isDraft = ({ status }: TextRow) => status === 'draft';
const isScheduled = ({ status }: TextRow) => status === 'scheduled';

const tomorrow = (ghost: GhostServer, chance: Chance) =>
  new Date(Math.floor(ghost.clock.now() / 1000) * 1000 + Math.floor(chance() * 86_400) * 1000).toISOString();

const bulk =
  (change: (chance: Chance) => BulkChange): Act =>
  (ghost, chance) =>
    ghost.operations.bulkEdit(some(chance, [...ghost.world.texts.keys()], 0.15), change(chance));

/** What happens to a Ghost in a day, by name. */
export const acts: Record<string, Act> = {
  ...addressActs,
  ...authorActs,
  'create a draft': ({ operations }, chance) => operations.createPost({ title: word(chance), text: word(chance) }),
  'create a post': ({ operations }, chance) =>
    operations.createPost({ title: word(chance), text: word(chance), status: 'published', tags: [word(chance)] }),
  'create a page': ({ operations }, chance) =>
    operations.createPage({ title: word(chance), text: word(chance), status: 'published' }),
  'edit a title': onText(any, ({ operations }, { id }, chance) => operations.edit(id, { title: word(chance) })),
  'edit a text': onText(any, ({ operations }, { id }, chance) => operations.edit(id, { text: word(chance) })),
  'rename a slug': onText(any, ({ operations }, { id }, chance) => operations.renameSlug(id, word(chance))),
  publish: onText(isDraft, ({ operations }, { id }) => operations.publish(id)),
  unpublish: onText(isOut, ({ operations }, { id }) => operations.unpublish(id)),
  schedule: onText(isDraft, (ghost, { id }, chance) => ghost.operations.schedule(id, tomorrow(ghost, chance))),
  unschedule: onText(isScheduled, ({ operations }, { id }) => operations.unschedule(id)),
  delete: onText(any, ({ operations }, { id }) => operations.delete(id)),
  'move visibility': onText(any, ({ operations }, { id, visibility }) =>
    operations.moveVisibility(id, visibility === 'public' ? 'members' : 'public'),
  ),
  'leave to one tier': onText(any, ({ operations, world }, { id }) =>
    operations.moveVisibility(id, 'tiers', [...world.tiers.keys()].slice(-1)),
  ),
  'move its date': onText(isOut, ({ operations, clock }, { id }, chance) => {
    const published_at = new Date(Math.floor(clock.now() / 1000 - chance() * 86_400) * 1000).toISOString();
    return operations.edit(id, { published_at });
  }),
  'add a tag': onText(any, ({ operations }, { id }, chance) => operations.addTags(id, word(chance))),
  'remove its tags': onText(
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
