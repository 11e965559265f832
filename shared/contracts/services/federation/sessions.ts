import type { MemberRole } from '../../viewer.js';

/** A session of the provider as it wants to have it kept. Ids come as SHA-256 in hex. */
export interface ProviderSession {
  id: string;
  /** The id that it had until now, where it changes. */
  formerId: string | null;
  /** What stays the same when the id changes. */
  uid: string;
  /** Of its `authorizations` those alone that are new or changed: several requests may each add one at the same time. */
  payload: object;
  /** Null before somebody signed in. */
  memberId: string | null;
  signedInAt: Date;
  userAgent: string;
  expiresAt: Date;
}

/** A member as sites are told of them. */
export interface AccountDto {
  id: string;
  handle: string;
  name: string;
  email: string;
  roles: MemberRole[];
  /** Null where no browser stands behind the question, or while the member is just signing in. */
  signInId: string | null;
}

/** A client that has to be told that a session is over. */
export interface LogoutDto {
  clientId: string;
  subject: string;
  sid: string;
}

/** A record of the provider, and at the same moment what is asked next of it. */
export interface RecalledRecord {
  payload: object;
  consumedAt: Date | null;
  /** What it was given out on: of a session, to the client that asks. */
  grant: { id: string; payload: object } | null;
  /** The session in which it holds, by its uid: SHA-256 in hex. Null for what is one, and for what outlives sessions. */
  session: { uid: string; payload: object } | null;
  /** Whose it is, as `findAccount` says it in the session of `sessionUid`. Null where that has to be asked. */
  account: (AccountDto & { sessionUid: string | null }) | null;
}

/** What the provider itself asks for. It acts for whoever it just recognised, so there is no viewer. */
export interface ProviderMemory {
  /**
   * Keeps it, and what it says of who is signed in. One that was ended is not kept; to one that has another id by now, only
   * the clients that it reached meanwhile are added. Whether the id holds.
   */
  keepSession(session: ProviderSession): Promise<boolean>;

  /**
   * The member signs out there: what hangs on the session is revoked, and its clients are told.
   *
   * @param session its id of the moment, or its uid: SHA-256 in hex.
   */
  endSession(session: { id: string } | { uid: string }): Promise<void>;

  /** Somebody used twice what may be used once: whatever came of that grant is worth nothing from now on. */
  revokeReusedGrant(grantId: string): Promise<void>;

  /**
   * Null for one who is gone, and where the sign-in ended.
   *
   * @param sessionUid SHA-256 in hex of the session that asks; null for what outlives sessions.
   */
  findAccount(memberId: string, sessionUid: string | null): Promise<AccountDto | null>;

  /**
   * Undefined where there is none. Also one that is out of date: whoever asks looks at that.
   *
   * @param record `id` as the table has it; `clientId` of the client that asks, where it is known.
   */
  recallRecord(record: { model: string; id: string; clientId: string | null }): Promise<RecalledRecord | undefined>;

  /** What a member agreed that a client may know; empty where they never did. */
  findConsent(memberId: string, clientId: string): Promise<string[]>;

  /** Remembers that they agree, beside what they agreed to before. */
  giveConsent(memberId: string, clientId: string, scopes: readonly string[]): Promise<void>;

  /** Has a client told of the end of a session. */
  orderLogout(logout: LogoutDto): Promise<void>;

  /** Null when it was delivered. */
  findLogout(deliveryId: string): Promise<LogoutDto | null>;

  settleLogout(deliveryId: string): Promise<void>;

  /** Those that should have been delivered by now, the longest waiting first. */
  listLateLogouts(limit: number): Promise<string[]>;

  /** Ends a few of those that nobody used for long, and forgets what is over. To be asked until it ended none. */
  tidySignIns(): Promise<{ ended: number; forgotten: number }>;
}
