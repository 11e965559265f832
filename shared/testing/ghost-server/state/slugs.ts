/** The first free one of `slug`, `slug-2`, `slug-3`. */
export function freeSlug(wished: string, taken: Iterable<{ slug: string }>): string {
  const base =
    wished
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'untitled';
  const slugs = new Set<string>();
  for (const { slug } of taken) if (slug.startsWith(base)) slugs.add(slug);
  for (let count = 1; ; count += 1) {
    const slug = count === 1 ? base : `${base}-${count}`;
    if (!slugs.has(slug)) return slug;
  }
}
