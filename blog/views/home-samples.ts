import { sampleHtml } from '@rose-ash/shared/infrastructure/views/sample-html';
import type { FrontParts, HomeModel, PostCard } from './models.js';

const part = (service: string, words: string) =>
  sampleHtml(
    `<section class="frag" data-ink="${service}"><div class="head"><div class="head-in"><h2>${words}</h2></div></div><p>What others show stands here.</p></section>`,
  );

const parts: FrontParts = {
  shelf: part('market', 'On the shelves'),
  upcoming: part('events', 'Coming up'),
  latest: part('federation', 'Overheard'),
};

const street: PostCard = {
  href: '/the-lamp-is-lit/',
  title: 'The lamp is lit',
  excerpt:
    'For three winters the corner by the bakehouse was dark. Six neighbours, one ladder and a borrowed fuse later you can read the notices again after four.',
  authors: 'Moth',
  date: { iso: '2026-11-24', text: '24 November 2026' },
  minutes: '4 minutes',
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

const pages = [1, 2, 3].map((number) => ({ number, href: number === 1 ? '/' : `/page/${String(number)}/` }));

export const homeSamples: Record<
  'empty' | 'one' | 'one-without-a-picture' | 'many' | 'later-page' | 'long-words',
  HomeModel
> = {
  empty: { today: 'Tuesday 24 November', lead: null, more: [], pagination: null, isFront: true, parts },
  one: { today: 'Tuesday 24 November', lead: street, more: [], pagination: null, isFront: true, parts },
  'one-without-a-picture': {
    today: 'Tuesday 24 November',
    lead: { ...street, picture: null },
    more: others.slice(4, 5),
    pagination: null,
    isFront: true,
    parts,
  },
  many: {
    today: 'Tuesday 24 November',
    lead: street,
    more: others,
    pagination: {
      words: 'Page 1 of 3',
      newer: null,
      older: '/page/2/',
      pages: pages.map((page) => ({ ...page, isCurrent: page.number === 1 })),
    },
    isFront: true,
    parts,
  },
  'later-page': {
    today: 'Tuesday 24 November',
    lead: null,
    more: others,
    pagination: {
      words: 'Page 2 of 3',
      newer: '/',
      older: '/page/3/',
      pages: pages.map((page) => ({ ...page, isCurrent: page.number === 2 })),
    },
    isFront: false,
    parts: null,
  },
  'long-words': {
    today: 'Tuesday 24 November',
    lead: { ...street, title: longWords, excerpt: `${longWords} ${longWords}`, authors: longWords },
    more: [
      { ...card('long', longWords, longWords, longWords, 12, 'seeds') },
      card('long-too', longWords, longWords, '', 11),
    ],
    pagination: null,
    isFront: true,
    parts,
  },
};
