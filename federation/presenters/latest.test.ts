import { expect, test } from '@jest/globals';
import type { PostSummaryDto } from '@rose-ash/shared/contracts/dtos/blog';
import { createFormat } from '@rose-ash/shared/lib/format';
import { presentLatest } from './latest.js';

const format = createFormat({ locale: 'en-GB', timeZone: 'Europe/London' });

const post: PostSummaryDto = {
  ...{ id: 'p1', kind: 'post', slug: 'lock-six', title: 'At lock six', featured: false, audience: 'everyone' },
  excerpt: 'The heron is back. It has no time for any of us.',
  publishedAt: new Date('2026-11-25T09:10:00Z'),
  ...{ readingMinutes: 1, picture: null, tags: [] },
  authors: [
    { slug: 'jude', name: 'Jude Akhtar' },
    { slug: 'ada', name: 'Ada Kowalczyk' },
  ],
};

test('a post is overheard: a title, a sentence, who and when', () => {
  expect(presentLatest([post], 2, 'en-GB', format)).toEqual({
    level: 2,
    posts: [
      {
        path: '/lock-six/',
        title: 'At lock six',
        sentence: 'The heron is back.',
        authors: 'Jude Akhtar and Ada Kowalczyk',
        initials: 'JA',
        date: { iso: '2026-11-25T09:10:00.000Z', text: '25 November 2026' },
      },
    ],
  });
});

test('of a post without words or names only the rest is shown', () => {
  const [said] = presentLatest([{ ...post, excerpt: '', audience: 'everyone', authors: [] }], 3, 'en-GB', format).posts;
  expect(said).toMatchObject({ sentence: '', authors: '', initials: '' });
});
