import type { MenuModel } from './models.js';

const longWords = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung';
const leaf = (label: string, href: string) => ({ label, href, children: [] });

export const menuSamples: Record<'empty' | 'one' | 'many' | 'long-words', MenuModel> = {
  empty: { items: [] },
  one: { items: [leaf('How we are run', 'blog:/how-we-are-run/')] },
  many: {
    items: [
      {
        label: 'The bakehouse',
        href: 'blog:/tag/bread/',
        children: [
          leaf('On the shelves', 'market:/'),
          { label: 'Courses', href: 'events:/', children: [leaf('Dough and gossip', 'events:/entries/dough')] },
        ],
      },
      leaf('How we are run', 'blog:/how-we-are-run/'),
      leaf('Our mill', 'https://mill.example/'),
    ],
  },
  'long-words': { items: [{ label: longWords, href: 'blog:/', children: [leaf(longWords, 'blog:/a/')] }] },
};
