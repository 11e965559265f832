export interface MenuModel {
  /** Whether it stands on a page of the account itself. */
  current: boolean;
  /** Whether they are in the middle of something: then the way out of the house is not offered beside it. */
  midway: boolean;
  /** Null for one who is no longer a member. */
  you: YouModel | null;
}

export interface YouModel {
  initials: string;
  /** What stands on the tab. */
  name: string;
  fullName: string;
  /** `@ada`. */
  handle: string;
}

export interface HomeModel {
  /** Null for a stranger. */
  member: MemberModel | null;
  /** How many have an account, in a sentence. */
  company: string;
}

export interface MemberModel {
  name: string;
  initials: string;
  /** `@ada`. */
  handle: string;
  /** `25 November 2026`, with the moment for machines. */
  since: { iso: string; text: string };
  /** What they are trusted with, each in a sentence's part; empty for most. */
  roles: readonly string[];
  /** `4 things are in it`. */
  basket: string;
}

export interface SessionsModel {
  /** The browser that asks; null where it is not in the list, which nobody should see. */
  here: SessionModel | null;
  others: readonly SessionModel[];
  /** What was just done; null for nothing. */
  done: { lead: string; text: string } | null;
}

/** One browser in which the member is signed in. */
export interface SessionModel {
  id: string;
  /** `Firefox on Windows`. */
  words: string;
  icon: 'smartphone' | 'tablet' | 'monitor';
  isHere: boolean;
  /** `20 November 2026 at 09:00`, with the moment for machines. */
  begun: { iso: string; text: string };
  /** `20 minutes ago`. */
  seen: { iso: string; text: string };
}
