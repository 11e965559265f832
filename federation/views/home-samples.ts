import type { Samples } from '@rose-ash/shared/infrastructure/views/define-view';
import type { HomeModel, PersonModel } from './models.js';

const names = ['Ada Kowalczyk', 'Tam Reid', 'Hazel Okafor', 'Jude Akhtar', 'Nell Byrne', 'Fern Hollis', 'Moth'];

const newest: PersonModel[] = names.map((name) => {
  const words = name.split(' ');
  return { name, handle: `@${words[0]?.toLowerCase()}`, initials: words.map(([letter]) => letter).join('') };
});
const long: PersonModel = {
  name: 'Wolfeschlegelsteinhausenbergerdorff Donaudampfschifffahrtsgesellschaft',
  handle: `@${'w'.repeat(30)}`,
  initials: 'WD',
};

export const homeSamples: Samples<HomeModel> = {
  empty: { company: 'Nobody has joined so far.', newest: [], latest: null },
  stranger: {
    company: '412 people are here. Members are named to each other, and to nobody else.',
    newest: null,
    latest: null,
  },
  one: { company: '1 person is here.', newest: newest.slice(0, 1), latest: null },
  many: { company: '412 people are here. These joined last.', newest, latest: null },
  'long-words': { company: '2 people are here.', newest: [long, long], latest: null },
};
