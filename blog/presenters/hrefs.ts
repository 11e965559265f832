/** Addresses of the blog, as Ghost has them. */
export const postHref = (slug: string) => `/${encodeURIComponent(slug)}/`;
export const tagHref = (slug: string) => `/tag/${encodeURIComponent(slug)}/`;
export const authorHref = (slug: string) => `/author/${encodeURIComponent(slug)}/`;
export const archiveHref = '/archive/';
