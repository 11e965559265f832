import type { Refused } from '../../problems.js';
import type { MaybeViewer } from '../../viewer.js';

/** Who ended it: the member there, an admin, time, or the member from another browser. */
export type SignInEnd = 'member' | 'operator' | 'expired' | 'elsewhere';

/** A browser in which a member is signed in. */
export interface SignInDto {
  id: string;
  /** What the browser calls itself; empty where it does not say. */
  userAgent: string;
  begunAt: Date;
  /** To within a few minutes. */
  seenAt: Date;
}

/** Where members are signed in. Once such a row is ended, they are strangers there from their next request. */
export interface SignIns {
  /**
   * Where a member is signed in now, the last used first.
   *
   * @param memberId the viewer's own if absent.
   * @throws Forbidden for a stranger; for somebody else's unless the viewer is an admin.
   */
  listSignIns(viewer: MaybeViewer, memberId?: string): Promise<SignInDto[]>;

  /**
   * Ends one: of its tokens none works any more, and each site of its session is told.
   *
   * @param from the sign-in in which the viewer says so; absent where there is none, as on the command line.
   * @throws NotFound for one that is over, is none, or is another member's, unless the viewer is an admin.
   */
  endSignIn(viewer: MaybeViewer, signInId: string, from?: string): Promise<void>;

  /**
   * Ends all of a member's, but for one that may be kept. How many those were.
   *
   * @param memberId the viewer's own if absent.
   * @throws Forbidden as for the list.
   */
  endAllSignIns(viewer: MaybeViewer, memberId?: string, exceptId?: string): Promise<number>;

  /**
   * Ends all of a member's, for an admin who was asked for help. How many those were.
   *
   * @param named a handle or an address.
   * @throws Forbidden unless the viewer is an admin.
   */
  signOutMember(viewer: MaybeViewer, named: string): Promise<{ kind: 'ended'; count: number } | Refused>;

  /**
   * Ends a few of everybody's: when nobody can prove any more that they signed in. To be asked until it ended none.
   *
   * @throws Forbidden unless the viewer is an admin.
   */
  endEverySignIn(viewer: MaybeViewer): Promise<number>;
}
