import type { Samples } from '@rose-ash/shared/infrastructure/views/define-view';
import type { SessionModel, SessionsModel } from './models.js';

const here: SessionModel = {
  ...{ id: '01970000-0000-7000-8000-000000000001', words: 'Firefox on Linux', icon: 'monitor', isHere: true },
  begun: { iso: '2026-11-20T09:00:00.000Z', text: '20 November 2026 at 09:00' },
  seen: { iso: '2026-11-25T12:00:00.000Z', text: 'now' },
};

const phone: SessionModel = {
  ...{ id: '01970000-0000-7000-8000-000000000002', words: 'Safari on an iPhone', icon: 'smartphone', isHere: false },
  begun: { iso: '2026-10-02T18:12:00.000Z', text: '2 October 2026 at 19:12' },
  seen: { iso: '2026-11-25T11:40:00.000Z', text: '20 minutes ago' },
};

const tablet: SessionModel = {
  ...{ id: '01970000-0000-7000-8000-000000000003', words: 'Chrome on an iPad', icon: 'tablet', isHere: false },
  begun: { iso: '2026-09-14T07:30:00.000Z', text: '14 September 2026 at 08:30' },
  seen: { iso: '2026-11-12T20:05:00.000Z', text: 'on 12 November 2026 at 20:05' },
};

const many = Array.from({ length: 8 }, (_, index): SessionModel => ({
  ...(index % 2 === 0 ? phone : tablet),
  id: `${index}`,
}));

export const sessionsSamples: Samples<SessionsModel> = {
  empty: { here: null, others: [], done: null },
  one: { here, others: [], done: null },
  two: { here, others: [phone], done: null },
  many: { here, others: many, done: null },
  done: {
    here,
    others: [tablet],
    done: { lead: 'Signed out there.', text: 'Its next page is the one that strangers see.' },
  },
  'long-words': {
    here: { ...here, words: 'Samsung Internet on a Chromebook' },
    others: [{ ...tablet, words: 'Samsung Internet on Android' }],
    done: null,
  },
};
