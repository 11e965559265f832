import { any, onTag, onText, type Act } from './act.js';
import { drawn, textOf, word } from './draw.js';

/** One address, and who has it after another. */
export const addressActs: Record<string, Act> = {
  'hand an address on': onText(any, (ghost, { id, slug }, chance) => {
    const heir = textOf(ghost, chance, (other) => other.id !== id);
    if (heir === undefined) return false;
    ghost.operations.renameSlug(id, word(chance));
    return ghost.operations.renameSlug(heir.id, slug);
  }),
  'change places': onText(any, (ghost, one, chance) => {
    const other = textOf(ghost, chance, ({ id }) => id !== one.id);
    if (other === undefined) return false;
    const [first, second] = [one.slug, other.slug];
    ghost.operations.renameSlug(one.id, word(chance));
    ghost.operations.renameSlug(other.id, first);
    return ghost.operations.renameSlug(one.id, second);
  }),
  'put another in its place': onText(any, ({ operations }, { id, slug }, chance) => {
    operations.delete(id);
    const input = { title: word(chance), slug, text: word(chance), status: 'published' as const };
    return chance() < 0.5 ? operations.createPost(input) : operations.createPage(input);
  }),
  'make a tag again': onTag(({ operations, world }, id) => {
    const name = world.tags.get(id)?.name ?? '';
    operations.deleteTag(id);
    return operations.createTag({ name });
  }),
  'rename a tag’s slug': onTag(({ operations }, id, chance) => operations.editTag(id, { slug: word(chance) })),
  'hand a tag’s address on': onTag(({ operations, world }, id, chance) => {
    const heir = drawn(
      chance,
      [...world.tags.keys()].filter((other) => other !== id),
    );
    if (heir === undefined) return false;
    const slug = world.tags.get(id)?.slug ?? '';
    operations.editTag(id, { slug: word(chance) });
    return operations.editTag(heir, { slug });
  }),
};
