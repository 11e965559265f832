import { defineMail, type AnyMail } from '@rose-ash/shared/infrastructure/mail/define-mail';

const mailCheck = defineMail('account/mail-check', {
  subject: () => 'Our mail reaches you',
  reason: 'You get this because somebody who runs the site gave your address to check its mail.',
  present: ({ askedAt }, format) => ({ askedAt: format.moment(new Date(askedAt)) }),
  samples: { usual: { askedAt: '2026-11-25T12:05:00Z' } },
});

export const mails: readonly AnyMail[] = [mailCheck];
