import type { Post } from '../../../models/blog/post.js';
import { SiteAddresses } from '../../../lib/site-addresses.js';

/** What an index of PostgreSQL holds with room to spare; pictures with longer addresses are fetched from where they lie. */
const longest = 2000;

/** Reads addresses of pictures as texts of one site write them. */
export function sourcesOf(site: string | null): (src: string | null) => string | null {
  const addresses = new SiteAddresses(site ?? 'https://rose-ash.invalid');
  return (src) => {
    const url = src ? addresses.resolve(src) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) return null;
    url.hash = '';
    return url.href.length <= longest ? url.href : null;
  };
}

/** Of every picture that a post shows, at its head and in its text, each once. */
export function sourcesIn({ ghostSite, pictureSrc, refs }: Pick<Post, 'ghostSite' | 'pictureSrc' | 'refs'>): string[] {
  const written = [pictureSrc, ...(refs?.pictures ?? []).map(({ src }) => src)];
  return [...new Set(written.map(sourcesOf(ghostSite)).filter((source) => source !== null))];
}
