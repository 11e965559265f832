import type { Samples } from '@rose-ash/shared/infrastructure/views/define-view';
import type { LatestModel, SaidModel } from './models.js';

const heron: SaidModel = {
  path: '/lock-six/',
  title: 'At lock six',
  sentence: 'The heron is back by lock six and has no time for any of us.',
  authors: 'Jude Akhtar',
  initials: 'JA',
  date: { iso: '2026-11-25T09:10:00.000Z', text: '25 November 2026' },
};
const frost: SaidModel = {
  ...heron,
  path: '/first-frost/',
  title: 'First frost on the lower field',
  sentence: 'The parsnips will thank us for it.',
  authors: 'Ada Kowalczyk and Tam Reid',
  initials: 'AK',
};
const bare: SaidModel = { ...heron, path: '/bare/', title: 'Nobody’s words', sentence: '', authors: '', initials: '' };
const long: SaidModel = {
  ...heron,
  path: '/long/',
  title: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz',
  sentence: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft. '.repeat(2),
  authors: 'Wolfeschlegelsteinhausenbergerdorff Donaudampfschifffahrtsgesellschaft and forty others',
  initials: 'WD',
};

export const latestSamples: Samples<LatestModel> = {
  empty: { level: 2, posts: [] },
  one: { level: 2, posts: [heron] },
  many: { level: 2, posts: [heron, frost, bare, frost, heron] },
  'long-words': { level: 2, posts: [long, long] },
};
