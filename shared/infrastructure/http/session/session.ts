/** Somebody is signed in, in one browser at one of the six sites. Who they are is looked up when it is needed, so that it is never old. */
export interface Session {
  /** Names it in Redis; says nothing to whoever holds it. */
  key: string;
  /** The member's id. */
  subject: string;
  /** The sign-in that it is part of: one browser at all six sites. */
  signIn: string;
  /** The provider's name for the same, by which it tells us that it is over; null where it gave none. */
  providerSid: string | null;
  /** When it is over whatever happens, ms since 1970. */
  endsAt: number;
  /** When it was last given a new id. */
  renewedAt: number;
  /** When its tokens want to be replaced; 0 for never. */
  refreshAt: number;
}

/** What the provider gave us for it. */
export interface Tokens {
  /** Says to the provider which session it is that ends; null where it gave none. */
  idToken: string | null;
  refreshToken: string | null;
}

export type NewSession = Pick<Session, 'subject' | 'signIn' | 'providerSid' | 'refreshAt'> & { tokens: Tokens | null };

const minute = 60_000;
const day = 24 * 60 * minute;

export const sessionTimes = {
  /** A session that nobody uses ends. */
  idleMs: 14 * day,
  /** One that is used every day ends too. */
  absoluteMs: 90 * day,
  /** How often it gets a new id. */
  renewMs: 15 * minute,
  /** How long the id before goes on once the new one was seen, for requests that were under way. */
  graceMs: minute,
  /** How long one process has for replacing tokens, and for how long nobody tries again when it could not. */
  refreshLockMs: 30_000,
} as const;
