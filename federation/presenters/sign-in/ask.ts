import type { FieldProblem } from '@rose-ash/shared/contracts/problems';
import type { Config } from '@rose-ash/shared/infrastructure/config/config';
import type { AskModel } from '../../views/sign-in-models.js';
import { mailboxOf } from './mailbox.js';
import { placesOf, type Waiting } from './places.js';

interface Typed {
  email: string;
  /** When another mail may be asked for; absent where one was not refused. */
  pausedUntil?: string;
  problems?: readonly FieldProblem[];
}

export function presentAsk(
  interaction: Waiting & { memberId: string | null },
  config: Pick<Config, 'environment' | 'urls'>,
  { email, pausedUntil, problems = [] }: Typed,
): AskModel {
  return {
    ...placesOf(interaction),
    ...{ email, isAnew: interaction.memberId !== null },
    error: problems[0]?.sentence ?? null,
    paused: pausedUntil === undefined ? null : { email, until: pausedUntil },
    mailbox: mailboxOf(config),
  };
}
