import { defineMail, type AnyMail } from '@rose-ash/shared/infrastructure/mail/define-mail';

const token = 'Ex4mpleEx4mpleEx4mpleEx4mpleEx4m';
const usual = {
  ...{ code: '493827', token, site: 'the blog', browser: 'Firefox on Android' },
  until: '2026-11-25T12:15:00Z',
};

/**
 * The code stands neither in the subject nor in the preview: both are shown on locked screens, where whoever stands beside
 * the telephone could read a code that they themselves asked for.
 */
const signIn = defineMail('federation/sign-in', {
  subject: ({ code }) => (code === null ? 'Your link for signing in' : 'Your code for signing in'),
  reason: 'You get this because somebody gave this address to sign in.',
  present: ({ until, code, ...data }, format) => ({
    ...data,
    code: code && { first: code.slice(0, 3), last: code.slice(3) },
    until: format.clock(new Date(until)),
  }),
  samples: {
    usual,
    'long-words': { ...usual, site: 'the Donaudampfschifffahrtsgesellschaft’s own members’ allotment planner' },
    'link-only': { ...usual, code: null },
  },
});

export const mails: readonly AnyMail[] = [signIn];
