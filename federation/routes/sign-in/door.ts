import type { Context } from '@rose-ash/shared/infrastructure/http/context';

/** What the provider waits for: somebody is to sign in, in one browser, for one client. */
export interface Interaction {
  uid: string;
  prompt: 'login' | 'consent';
  client: { id: string; name: string; isOurs: boolean };
  loginHint: string | null;
  memberId: string | null;
  redirectOrigin: string;
}

/** The provider, as these pages see it. */
export interface Door {
  findInteraction(ctx: Context): Promise<Interaction | null>;
  finishSignIn(ctx: Context, memberId: string): Promise<void>;
  abandon(ctx: Context): Promise<void>;
}
