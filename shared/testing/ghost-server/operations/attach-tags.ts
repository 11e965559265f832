import type { Actor, Ghost } from '../ghost.js';
import type { FlatRow } from '../state/rows.js';
import { createTag } from './create-tag.js';

/** How a tag is named: by id, slug or name. One that is not there is made. */
export type TagName = string | { id?: unknown; slug?: unknown; name?: unknown };

export function tagIdsFor(ghost: Ghost, names: readonly TagName[], actor: Actor): string[] {
  return [
    ...new Set(names.map((name) => (findTag(ghost, name) ?? createTag(ghost, { name: wordOf(name) }, actor)).id)),
  ];
}

function findTag({ world }: Ghost, name: TagName): FlatRow | undefined {
  const wanted = typeof name === 'string' ? { id: name, slug: name, name } : name;
  const tags = [...world.tags.values()];
  return (
    tags.find(({ id }) => id === wanted.id) ??
    tags.find(({ slug }) => slug === wanted.slug) ??
    tags.find((tag) => tag.name === wanted.name)
  );
}

function wordOf(name: TagName): string {
  const word = typeof name === 'string' ? name : (name.name ?? name.slug);
  return typeof word === 'string' ? word : 'untitled';
}
