import { In, type EntityTarget } from 'typeorm';
import type { SlugOwner } from '../../../contracts/services/blog.js';
import type { BlogDeps } from '../deps.js';
import { formerSlugs } from '../former-slugs.js';
import type { GhostRow } from './ghost-row.js';
import type { SlugNow } from './take.js';

/** A row of `post_slugs` and its like, as far as all of them have it. */
interface SlugLeft {
  slug: string;
  createdAt: Date;
}

/** What was left leads to where it went, until somebody else lives there. */
export async function keepOldSlugs({ manager, clock }: BlogDeps, kind: SlugOwner, written: SlugNow[]): Promise<void> {
  if (written.length === 0) return;
  const { owner, ...tables } = formerSlugs[kind];
  const [entity, table]: [EntityTarget<GhostRow>, EntityTarget<SlugLeft>] = [tables.entity, tables.left];
  await manager.delete(table, { slug: In(written.map(({ is }) => is)) });
  const left = written.flatMap(({ id, was, is }) => (was === null || was === is ? [] : [{ slug: was, [owner]: id }]));
  if (left.length === 0) return;
  const lived = await manager.find(entity, {
    select: { id: true, slug: true },
    where: { slug: In(left.map(({ slug }) => slug)) },
  });
  const taken = new Set(lived.map(({ slug }) => slug));
  const free = left.filter(({ slug }) => !taken.has(slug)).map((one) => ({ ...one, createdAt: clock() }));
  if (free.length > 0) await manager.upsert(table, free, ['slug']);
}
