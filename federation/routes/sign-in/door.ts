import type { Context } from '@rose-ash/shared/infrastructure/http/context';
import type { abandon, finishSignIn, Interaction } from '../../provider/interactions.js';

/** What these pages need to know of what the provider waits for. */
export type Waiting = Pick<Interaction, 'uid' | 'prompt' | 'client' | 'loginHint' | 'memberId'>;

/** The provider, as these pages see it. */
export interface Door {
  findInteraction: (ctx: Context) => Promise<Waiting | null>;
  finishSignIn: typeof finishSignIn;
  abandon: typeof abandon;
}
