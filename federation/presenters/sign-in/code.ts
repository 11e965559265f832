import type { AskDto, CodeProof } from '@rose-ash/shared/contracts/services/federation/sign-in-by-mail';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import type { Format } from '@rose-ash/shared/lib/format';
import type { CodeModel } from '../../views/sign-in-models.js';
import { mailboxOf } from './mailbox.js';
import { placesOf, type Waiting } from './places.js';

export interface Asked {
  interaction: Waiting;
  ask: AskDto;
  /** What came of a code that was sent just now; null before. */
  failed: CodeProof | null;
  now: Date;
}

export function presentCode(
  { interaction, ask, failed, now }: Asked,
  config: Pick<Config, 'environment' | 'urls'>,
  format: Format,
): CodeModel {
  const over = overOf(ask, failed, now);
  return {
    ...placesOf(interaction),
    email: ask.email,
    until: format.clock(ask.expiresAt),
    over,
    error: over === null ? errorOf(failed) : null,
    mailbox: mailboxOf(config),
  };
}

const overWords = {
  tries: {
    lead: 'That code counts no more.',
    text: 'Five tries are all that one code has, so that nobody can guess it. Have another one sent; the link in the mail still works in this browser.',
  },
  expired: { lead: 'The code is more than ten minutes old.', text: 'Have another one sent.' },
  used: { lead: 'This code was used already.', text: 'Each one counts once. Have another one sent.' },
  unasked: { lead: 'No code was asked for here.', text: 'Have one sent.' },
  'link-only': {
    lead: 'For now only the link in the mail works.',
    text: 'Many wrong codes were typed for this address lately, not necessarily by you. Open the link in this browser, and you are in.',
  },
} as const;

function overOf(ask: AskDto, failed: CodeProof | null, now: Date): CodeModel['over'] {
  if (failed?.kind === 'over') return overWords[failed.why];
  if (!ask.hasCode) return overWords['link-only'];
  if (ask.expiresAt <= now) return overWords.expired;
  return ask.triesLeft === 0 ? overWords.tries : null;
}

function errorOf(failed: CodeProof | null): string | null {
  if (failed?.kind === 'refused') return failed.problems[0]?.sentence ?? null;
  if (failed?.kind !== 'wrong') return null;
  const left = failed.triesLeft === 1 ? 'One try is left.' : `${failed.triesLeft} tries are left.`;
  return `That is not the code in the mail. ${left}`;
}
