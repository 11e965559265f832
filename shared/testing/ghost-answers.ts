import { createHash } from 'node:crypto';

/** Things as Ghost's Admin API answers them, as far as tests care; ids follow from the slug. */
export interface GhostThing extends Record<string, unknown> {
  id: string;
  slug: string;
}

const idFrom = (kind: string, slug: string) =>
  createHash('sha256').update(`${kind} ${slug}`).digest('hex').slice(0, 24);

const stamps = { created_at: '2026-11-01T09:00:00.000Z', updated_at: '2026-11-02T09:00:00.000Z' };

export function ghostTag(slug: string, more: Record<string, unknown> = {}): GhostThing {
  return { id: idFrom('tag', slug), slug, name: slug, visibility: 'public', description: null, ...stamps, ...more };
}

export function ghostAuthor(slug: string, more: Record<string, unknown> = {}): GhostThing {
  return { id: idFrom('user', slug), slug, name: slug, email: `${slug}@rose-ash.test`, bio: null, ...stamps, ...more };
}

export function ghostPost(slug: string, more: Record<string, unknown> = {}): GhostThing {
  return {
    id: idFrom('post', slug),
    slug,
    title: slug,
    html: `<p>About ${slug}.</p>`,
    lexical: null,
    status: 'published',
    visibility: 'public',
    featured: false,
    published_at: '2026-11-02T10:00:00.000Z',
    ...stamps,
    tags: [ghostTag('news')],
    authors: [ghostAuthor('wren')],
    ...more,
  };
}
