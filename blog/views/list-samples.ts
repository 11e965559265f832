import type { LatestModel, LeadModel, PostCard, PostsModel } from './models.js';

const street: PostCard = {
  href: '/the-lamp-is-lit/',
  title: 'The lamp is lit',
  excerpt:
    'For three winters the corner by the bakehouse was dark. Six neighbours, one ladder and a borrowed fuse later you can read the notices again after four.',
  authors: 'Moth',
  date: { iso: '2026-11-24', text: '24 November 2026' },
  minutes: '4 minutes',
  audience: '',
  picture: { print: 'img/prints/street.svg', alt: 'A print of the street at dawn, one shop window lit.' },
};

function card(slug: string, title: string, excerpt: string, authors: string, day: number, print?: string): PostCard {
  return {
    href: `/${slug}/`,
    title,
    excerpt,
    authors,
    date: { iso: `2026-11-${String(day)}`, text: `${String(day)} November 2026` },
    minutes: '3 minutes',
    audience: day === 20 ? 'For members' : '',
    picture: print === undefined ? null : { print: `img/prints/${print}.svg`, alt: '' },
  };
}

const others: readonly PostCard[] = [
  card(
    'milk-by-the-jug',
    'Milk by the jug',
    'Bring your own bottle on Wednesdays; the churn stands by the door and the price is chalked on it.',
    'Tern',
    23,
    'milk',
  ),
  card(
    'mend-it-first',
    'Mend it before you mourn it',
    'The repair table is back in the library hall. Last month it saved eleven radios, two kettles and a bear.',
    'Wren',
    21,
    'repair',
  ),
  card(
    'type-for-hire',
    'The small press may be borrowed',
    'An afternoon costs the price of the ink. What to bring, what to wash and what never to oil.',
    'Moth',
    20,
    'press',
  ),
  card(
    'forty-jars',
    'Forty jars of seed',
    'Everything the allotments kept back this year, with the names people gave it.',
    'Fern',
    18,
    'seeds',
  ),
  card('minutes-in-brief', 'The November meeting in nine lines', '', 'Fern and Tern', 17),
  card('canal', 'A slow boat with flour', 'The mill delivers by water until the road is mended.', '', 16, 'canal'),
];

const longWords = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihung';

const long = [
  { ...card('long', longWords, longWords, longWords, 12, 'seeds') },
  card('long-too', longWords, longWords, '', 11),
];

const pages = [1, 2, 3].map((number) => ({ number, href: number === 1 ? '/' : `/?page=${String(number)}` }));

const home = { word: 'Blog', href: '/' };
const bare = { crumbs: [home], picture: null, website: null, pagination: null };

export const postsSamples: Record<'empty' | 'many' | 'author' | 'long-words', PostsModel> = {
  empty: { ...bare, title: 'Seeds', count: 'No posts', about: '', posts: [] },
  many: {
    ...bare,
    title: 'The street',
    count: '30 posts, page 2 of 3',
    about: 'What happens between the bakehouse and the canal.',
    posts: others,
    pagination: {
      words: 'Page 2 of 3',
      newer: '/',
      older: '/?page=3',
      pages: pages.map((page) => ({ ...page, isCurrent: page.number === 2 })),
    },
  },
  author: {
    ...bare,
    title: 'Fern',
    count: '6 posts',
    about: 'Keeps the seed jars and the minutes. The allotments.',
    website: { word: 'fern.example', href: 'https://fern.example/' },
    posts: others.slice(0, 3),
  },
  'long-words': { ...bare, title: longWords, count: '2 posts', about: `${longWords} ${longWords}`, posts: long },
};

export const leadSamples: Record<'empty' | 'one' | 'without-a-picture' | 'many' | 'long-words', LeadModel> = {
  empty: { level: 2, post: null },
  one: { level: 2, post: street },
  'without-a-picture': { level: 2, post: { ...street, picture: null } },
  many: { level: 2, post: street },
  'long-words': {
    level: 2,
    post: { ...street, title: longWords, excerpt: `${longWords} ${longWords}`, authors: longWords },
  },
};

export const latestSamples: Record<'empty' | 'empty-below-a-lead' | 'one' | 'many' | 'long-words', LatestModel> = {
  empty: { level: 2, posts: [], hasLead: false, hasMore: false },
  'empty-below-a-lead': { level: 2, posts: [], hasLead: true, hasMore: false },
  one: { level: 2, posts: others.slice(4, 5), hasLead: true, hasMore: false },
  many: { level: 2, posts: others, hasLead: true, hasMore: true },
  'long-words': { level: 2, posts: long, hasLead: false, hasMore: true },
};
