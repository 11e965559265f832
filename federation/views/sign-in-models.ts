/** The pages of one interaction, as paths, and the site that waits for its end. */
export interface Places {
  site: string;
  start: string;
  code: string;
  join: string;
  leave: string;
}

export interface AskModel extends Places {
  email: string;
  /** They are signed in, and the site wants to be sure that it is they. */
  isAnew: boolean;
  error: string | null;
  /** Enough mails went to this address; the next one may go at this time of the day. */
  paused: { email: string; until: string } | null;
  /** Where mails lie in development; null elsewhere. */
  mailbox: string | null;
}

export interface CodeModel extends Places {
  email: string;
  /** Time of the day. */
  until: string;
  /** Why no code can be typed; null while one can. */
  over: { lead: string; text: string } | null;
  error: string | null;
  mailbox: string | null;
}

export interface JoinModel extends Places {
  email: string;
  name: string;
  handle: string;
  errors: { name: string | null; handle: string | null; other: string | null };
  termsVersion: string;
  firstField: 'name' | 'handle';
}

/** Somebody else made them a member, or the terms have changed since they said yes. */
export interface AgreeModel extends Places {
  email: string;
  name: string;
  /** `@fern` */
  handle: string;
  hasAgreedBefore: boolean;
  error: string | null;
  termsVersion: string;
}

export interface LinkModel extends Places {
  email: string;
}

/** For pages that can only say where to begin again. */
export interface AgainModel {
  again: string;
}
