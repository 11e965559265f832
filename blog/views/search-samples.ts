import type { MarkedText, SearchHit, SearchModel } from './models.js';

const longWords = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung';

const plain = (text: string): MarkedText => ({ text, isHit: false });
const hit = (text: string): MarkedText => ({ text, isHit: true });

const lamp: SearchHit = {
  href: '/the-lamp-is-lit/',
  title: [plain('The '), hit('lamp'), plain(' is lit')],
  snippet: [
    plain('It took one evening, and three years of saying that somebody should. The '),
    hit('lamp'),
    plain(' itself is older than anyone who held the ladder … a spare bulb for the '),
    hit('lamp'),
    plain(' is behind the flour.'),
  ],
  byline: {
    ...{ authors: 'Moth', date: { iso: '2026-11-24', text: '24 November 2026' } },
    ...{ minutes: '4 minutes', audience: 'For members' },
  },
};

const rules: SearchHit = {
  href: '/how-we-are-run/',
  title: [plain('How we are run')],
  snippet: [plain('Whoever lights the '), hit('lamp'), plain(' writes it on the board.')],
  byline: null,
};

const tags = [
  { word: 'The street', href: '/tag/street/' },
  { word: 'Repairs', href: '/tag/repairs/' },
  { word: longWords, href: '/tag/long/' },
];

const found = { mended: null, tags: [], pagination: null };

export const searchSamples: Record<'nothing-asked' | 'found' | 'mended' | 'nothing-found' | 'long-words', SearchModel> =
  {
    'nothing-asked': { ...found, question: '', count: '', hits: [], tags },
    found: { ...found, question: 'lamp', count: '2 things found', hits: [lamp, rules] },
    mended: { ...found, question: 'lmap', mended: 'lamp', count: '2 things found', hits: [lamp, rules] },
    'nothing-found': { ...found, question: 'zeppelin', count: 'No things found', hits: [], tags },
    'long-words': {
      ...found,
      question: longWords,
      count: '1 thing found',
      hits: [{ ...lamp, title: [hit(longWords)], snippet: [plain(longWords), hit(longWords)] }],
    },
  };
