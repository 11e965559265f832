import { sampleHtml } from '@rose-ash/shared/infrastructure/views/sample-html';
import type { PostModel } from './models.js';
import { everyCard } from './every-card.js';

const longWord = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';

const home = { word: 'Blog', href: '/' };

const reading: PostModel = {
  title: 'The lamp is lit',
  standfirst:
    'For three winters the corner by the bakehouse was dark. Six neighbours, one ladder and a borrowed fuse later you can read the notices again after four.',
  description: 'Six neighbours, one ladder and a borrowed fuse.',
  meta: {
    authors: [{ word: 'Moth', href: '/author/moth/' }],
    date: { iso: '2026-11-24', text: '24 November 2026' },
    minutes: '4 minutes',
  },
  crumbs: [home, { word: 'The street', href: '/tag/street/' }],
  tags: [
    { word: 'The street', href: '/tag/street/' },
    { word: 'Repairs', href: '/tag/repairs/' },
  ],
  neighbours: {
    newer: { word: 'Milk by the jug', href: '/milk-by-the-jug/' },
    older: { word: 'Mend it before you mourn it', href: '/mend-it-first/' },
  },
  picture: {
    print: 'img/prints/street.svg',
    alt: 'A print of the street at dawn, one shop window lit.',
    caption: 'Cut from two blocks and printed in four inks.',
  },
  isHeaded: true,
  isLong: true,
  contents: [],
  wall: null,
  body: sampleHtml(
    [
      '<p>It took one evening, and three years of saying that somebody should. The lamp itself is older than anyone who held the ladder: cast iron, eleven coats of paint, and a socket that nobody makes any more.</p>',
      '<p>Tern found one on a barge. It does not fit, said the man who sold it, and he was right by about the thickness of a coin. The rest was filing.</p>',
      '<h2 id="what-it-costs">What it costs to keep a corner lit</h2>',
      '<p>Less than a bun a night. The bakehouse pays from November to February, the library from March on, and in June nobody needs it. We have written this on the noticeboard, <a href="/minutes-in-brief/">next to the minutes</a>, where you can now read it.</p>',
      '<blockquote><p>You do not light a street for the people who are in it. You light it for the ones who were not sure whether to come.</p></blockquote>',
      '<p>There is a spare bulb behind the flour. Please say when you use it.</p>',
    ].join('\n'),
  ),
};

const part = (word: string, ...parts: string[]) => ({
  ...{ href: `#${idOf(word)}`, word },
  parts: parts.map((one) => ({ href: `#${idOf(one)}`, word: one })),
});
const idOf = (word: string) => word.toLowerCase().replaceAll(' ', '-');

const chapters = [
  part('Why we keep a book of repairs'),
  part('What is worth mending', 'Kettles and irons', 'Anything with a fuse'),
  part('What we send on'),
  part('How an evening goes', 'Before the door opens', 'At the table', 'When it cannot be saved'),
  part('Who pays for the solder'),
];

const chapter = (word: string, level: number) =>
  `<h${level} id="${idOf(word)}">${word}</h${level}><p>Somebody brings a thing and says what it used to do. Somebody else looks at it for longer than seems polite, and then reaches for the smallest screwdriver. The rest is patience, and a note in the book of what it was, so that the next one takes half as long.</p>`;

const chaptered = chapters
  .flatMap(({ word, parts }) => [chapter(word, 2), ...parts.map((one) => chapter(one.word, 3))])
  .join('\n');

export const postSamples: Record<
  | 'reading'
  | 'with-contents'
  | 'for-members'
  | 'for-payers'
  | 'every-card'
  | 'page-without-heading'
  | 'short'
  | 'long-words'
  | 'empty',
  PostModel
> = {
  reading,
  'with-contents': {
    ...reading,
    title: 'Mend it before you mourn it',
    contents: chapters,
    body: sampleHtml(`${chapter('Before anything else', 2).replace(/<h2.*<\/h2>/, '')}\n${chaptered}`),
  },
  'every-card': {
    ...reading,
    title: 'Every card in one post',
    picture: null,
    isLong: false,
    body: sampleHtml(everyCard),
  },
  'for-members': {
    ...reading,
    isLong: false,
    body: sampleHtml(
      '<p>It took one evening, and three years of saying that somebody should. The lamp itself is older than anyone who held the ladder: cast iron, eleven coats of paint, and a socket that nobody makes any more.</p>',
    ),
    wall: {
      signInHref: '/auth/login?next=%2Fthe-lamp%2F',
      title: 'The rest is for members',
      text: 'Members read on here once they are signed in. What has no such note is for everyone.',
    },
  },
  'for-payers': {
    ...reading,
    ...{
      picture: null,
      isLong: false,
      body: sampleHtml(''),
      wall: {
        signInHref: null,
        title: 'The rest is for those who pay for it',
        text: 'Nothing can be paid for here yet, so it waits. What has no such note is for everyone.',
      },
    },
  },
  'page-without-heading': {
    ...reading,
    title: 'How we are run',
    meta: null,
    crumbs: [home],
    neighbours: null,
    tags: [],
    picture: null,
    isHeaded: false,
    isLong: false,
    body: sampleHtml('<h2 id="run">One member, one vote</h2><p>And a kettle that is never off.</p>'),
  },
  short: {
    ...reading,
    standfirst: '',
    picture: null,
    tags: [],
    isLong: false,
    body: sampleHtml('<p>Closed on Monday.</p>'),
  },
  'long-words': {
    ...reading,
    title: longWord,
    standfirst: longWord,
    tags: [{ word: longWord, href: '/tag/long/' }],
    picture: null,
    isLong: false,
    body: sampleHtml(
      `<h2 id="word">${longWord}</h2><p>${longWord} <code>${longWord}</code></p><pre><code>${longWord}</code></pre><ul><li>${longWord}</li></ul>`,
    ),
  },
  empty: { ...reading, standfirst: '', tags: [], picture: null, isLong: false, body: sampleHtml('') },
};
