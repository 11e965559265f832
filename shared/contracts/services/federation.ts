import type { MemberDto, MemberRecordDto } from '../dtos/federation.js';
import type { Refused } from '../problems.js';
import type { MaybeViewer, MemberRole } from '../viewer.js';
import type { Clients } from './federation/clients.js';
import type { Keys } from './federation/keys.js';
import type { ProviderMemory } from './federation/sessions.js';
import type { SignInByMail } from './federation/sign-in-by-mail.js';
import type { SignIns } from './federation/sign-ins.js';
import type { Tokens } from './federation/tokens.js';

export interface FederationService extends SignInByMail, SignIns, ProviderMemory, Clients, Keys, Tokens {
  /**
   * Makes somebody a member, and records `member.joined`. The same handle and address again change nothing.
   *
   * @throws Forbidden unless the viewer is an admin.
   */
  registerMember(viewer: MaybeViewer, person: NewMember): Promise<Registration>;

  /**
   * Trusts a member with a role. A role that they have stays as it was granted.
   *
   * @param grant `handle` may be an address as well.
   * @throws Forbidden unless the viewer is an admin.
   */
  grantRole(viewer: MaybeViewer, grant: { handle: string; role: MemberRole }): Promise<RoleGrant>;

  /**
   * Takes a role back, which holds from the member's next request on.
   *
   * @param grant `handle` may be an address as well.
   * @throws Forbidden unless the viewer is an admin.
   */
  revokeRole(viewer: MaybeViewer, grant: { handle: string; role: MemberRole }): Promise<RoleRevocation>;

  /**
   * Members with their addresses, those who joined first before the others.
   *
   * @param page those after this id; from the beginning where it is null.
   * @throws Forbidden unless the viewer is an admin.
   */
  listMembers(viewer: MaybeViewer, page: { after: string | null; limit: number }): Promise<MemberRecordDto[]>;

  /** The member of this handle, as members may know each other; null for a stranger, who is named nobody. */
  findMember(viewer: MaybeViewer, handle: string): Promise<MemberDto | null>;

  /** The member of this id, as members may know each other; null for one who is gone, and for a stranger. */
  findMemberById(viewer: MaybeViewer, id: string): Promise<MemberDto | null>;

  /** Those who joined last, the last one first; at most 100. None for a stranger: members are named to each other. */
  listNewest(viewer: MaybeViewer, limit: number): Promise<MemberDto[]>;

  /**
   * The member of this id with the roles of this moment, as every service asks on whose behalf it acts. Null for one who is
   * gone, or whose sign-in ended.
   *
   * @param signInId absent where another of our services has asked with it already.
   */
  findViewer(id: string, signInId?: string): Promise<MaybeViewer>;

  countMembers(): Promise<number>;
}

export interface NewMember {
  /** 2 to 30 of a-z, 0-9 and _; capitals are made small. */
  handle: string;
  /** Capitals are made small. */
  email: string;
  name: string;
  /** The version of the terms that they said yes to. Whoever said none is asked when they sign in for the first time. */
  agreedTo?: string;
}

export type Registration = { kind: 'joined'; member: MemberDto } | { kind: 'known'; member: MemberDto } | Refused;

export type RoleGrant = { kind: 'granted' } | { kind: 'held' } | Refused;

export type RoleRevocation = { kind: 'revoked' } | { kind: 'absent' } | Refused;
