export interface MenuModel {
  /** Whether it stands on a page of the account itself. */
  current: boolean;
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
