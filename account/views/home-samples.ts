import type { Samples } from '@rose-ash/shared/infrastructure/views/define-view';
import type { HomeModel, MemberModel } from './models.js';

const ada: MemberModel = {
  name: 'Ada Kowalczyk',
  initials: 'AK',
  handle: '@ada',
  since: { iso: '2026-11-25T12:00:00.000Z', text: '25 November 2026' },
  roles: [],
  basket: '4 things are in it',
};

const company = 'So far 412 people have an account.';

export const homeSamples: Samples<HomeModel> = {
  empty: { member: null, company: 'Nobody has an account so far.' },
  stranger: { member: null, company },
  member: { member: ada, company },
  trusted: {
    member: {
      ...ada,
      name: 'Nell Byrne',
      initials: 'NB',
      handle: '@nell',
      roles: ['Editor: publishes on the blog', 'Admin: lets people in, and says who is trusted with what'],
      basket: 'Nothing is in it',
    },
    company,
  },
  'long-words': {
    member: {
      ...ada,
      name: 'Wolfeschlegelsteinhausenbergerdorff Donaudampfschifffahrtsgesellschaft',
      initials: 'WD',
      handle: `@${'w'.repeat(30)}`,
    },
    company,
  },
};
