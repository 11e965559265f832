import type { FieldProblem, Refused } from '../../problems.js';

/** How many mails one mailbox is sent before whoever asks has to wait, and how many codes may be guessed. */
export interface MailCeilings {
  /** For one browser, or one household, that the mailbox's member has signed in from before; and for any other household. */
  perHour: number;
  perDay: number;
  /** For all unknown ones together. */
  strangersPerHour: number;
  strangersPerDay: number;
  /** To all mailboxes together, from one household, by unknown browsers. */
  householdPerHour: number;
  /** Wrong codes for one mailbox in a month; beyond them mails carry the link alone, which cannot be guessed. */
  wrongCodes: {
    /** Of one browser, or one household, that the mailbox's member has signed in from before. */
    known: number;
    /** Of any other household. */
    household: number;
    /** Of all those together. */
    strangers: number;
  };
}

/** Who asks, as far as limits go. Both are hashes: neither cookies nor network addresses come this far. */
export interface Asker {
  /** SHA-256 in hex of the cookie of a browser that somebody has signed in with; null without one. */
  browserHash: string | null;
  /** Keyed hash of the network address. */
  household: string;
}

/**
 * Makes of a code what may stand in a table, under a key that is not in the database: there are but a million codes, and
 * whoever reads the table could try them all.
 */
export type HashCode = (interaction: string, code: string) => string;

export interface CodeAsk {
  /** The provider's interaction, which belongs to one browser. */
  interaction: string;
  email: string;
  asker: Asker;
  /** For the mail: the site that wants to know, and the browser in words: `Firefox on Android`. */
  site: string;
  browser: string;
  ceilings: MailCeilings;
  hashCode: HashCode;
}

export interface CodeGiven {
  interaction: string;
  code: string;
  hashCode: HashCode;
  ceilings: Pick<MailCeilings, 'wrongCodes'>;
}

/** `paused`: enough mails went to this mailbox for now. */
export type CodeAsked = { kind: 'asked' } | { kind: 'paused'; until: Date } | Refused;

/** The newest mail of an interaction. */
export interface AskDto {
  email: string;
  expiresAt: Date;
  /** None left: the code counts no more, the link does. */
  triesLeft: number;
  /** Whether the mail holds a code at all. */
  hasCode: boolean;
}

/**
 * `member`: let this member in. `newcomer`: the address is theirs, and they have to say yes to the terms before anything
 * else: to join with it, or because they were made a member without being asked.
 * `over`: nothing here can be proved any more, and why.
 */
export type Proof =
  | { kind: 'member'; memberId: string }
  | { kind: 'newcomer' }
  | { kind: 'over'; why: 'unasked' | 'expired' | 'used' | 'tries' | 'link-only' };

export type CodeProof = Proof | { kind: 'wrong'; triesLeft: number } | Refused;

export interface LinkDto {
  interaction: string;
  isLive: boolean;
}

/** Who has shown that an address is theirs, and is not let in yet. */
export interface NewcomerDto {
  email: string;
  /** The member that somebody else made of them, or who said yes to terms that hold no more; null for nobody so far. */
  known: { name: string; handle: string; hasAgreedBefore: boolean } | null;
}

export interface NewcomerInput {
  interaction: string;
  /** Of no account for one who is a member already, like the handle. */
  name: string;
  handle: string;
  /** The version of the terms that was shown, where they said yes to it. */
  agreedTo: string | null;
}

export type Joining = { kind: 'member'; memberId: string } | { kind: 'over' } | Refused;

/** Proving that an address is one's own, and joining with it. */
export interface SignInByMail {
  /**
   * Has a mail with a code and a link sent, to whatever address it is: whether it is a member's is not looked up here, so
   * neither the answer nor the time it takes can tell.
   */
  askForCode(ask: CodeAsk): Promise<CodeAsked>;

  /** What was asked last in this interaction; null before anything was. */
  findAsk(interaction: string): Promise<AskDto | null>;

  /** Six figures, with or without spaces. Of two at once one wins; five wrong ones, and the mail's code counts no more. */
  confirmCode(given: CodeGiven): Promise<CodeProof>;

  /** The interaction that a link of a mail belongs to; null for a token that is none. Uses nothing up. */
  findLink(token: string): Promise<LinkDto | null>;

  confirmLink(given: { interaction: string; token: string }): Promise<Proof>;

  /**
   * Whose address was proved in this interaction within the last hour, and who has not said yes to the terms of today; null
   * for nobody.
   */
  findNewcomer(interaction: string): Promise<NewcomerDto | null>;

  /** Whether a newcomer may have this handle: what stands against it, or null. */
  checkHandle(handle: string): Promise<FieldProblem | null>;

  /**
   * Makes whoever proved an address in this interaction a member, and records `member.joined`; of one who is a member, only
   * the yes to the terms is kept. Twice is once.
   */
  join(person: NewcomerInput): Promise<Joining>;

  /** Gives the browser, and the household, an allowance of their own with this member's mails, for half a year. */
  rememberBrowser(memberId: string, asker: { browserHash: string; household: string }): Promise<void>;
}
