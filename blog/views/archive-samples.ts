import type { ArchiveModel, ArchiveMonth } from './models.js';

const longWords = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung';

function month(name: string, iso: string, titles: readonly string[]): ArchiveMonth {
  const posts = titles.map((title, index) => {
    const day = String(28 - index);
    return { href: `/${iso}-${day}/`, title, day: { iso: `${iso}-${day}`, text: day } };
  });
  return { name, posts };
}

export const archiveSamples: Record<'empty' | 'many' | 'long-words', ArchiveModel> = {
  empty: { count: 'No posts', months: [], tags: [], pagination: null },
  many: {
    count: '42 posts, page 1 of 2',
    months: [
      month('November 2026', '2026-11', ['The lamp is lit', 'Milk by the jug', 'Mend it before you mourn it']),
      month('October 2026', '2026-10', ['Forty jars of seed', 'A slow boat with flour']),
    ],
    tags: [
      { word: 'The street', href: '/tag/street/', posts: 17 },
      { word: 'Repairs', href: '/tag/repairs/', posts: 9 },
      { word: 'Seeds', href: '/tag/seeds/', posts: 4 },
    ],
    pagination: {
      words: 'Page 1 of 2',
      newer: null,
      older: '/archive/?page=2',
      pages: [
        { number: 1, href: '/archive/', isCurrent: true },
        { number: 2, href: '/archive/?page=2', isCurrent: false },
      ],
    },
  },
  'long-words': {
    count: '1 post',
    months: [month('November 2026', '2026-11', [`${longWords} ${longWords}`])],
    tags: [{ word: longWords, href: '/tag/long/', posts: 1 }],
    pagination: null,
  },
};
