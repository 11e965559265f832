import type { MemberDto } from '@rose-ash/shared/contracts/dtos/federation';
import type { MemberRole } from '@rose-ash/shared/contracts/viewer';
import { countOf } from '@rose-ash/shared/lib/count-of';
import type { Format } from '@rose-ash/shared/lib/format';
import { initialsOf } from '@rose-ash/shared/lib/initials';
import type { HomeModel, MemberModel } from '../views/models.js';

export interface Known {
  /** Null for a stranger. */
  member: MemberDto | null;
  /** How many are in the member's basket. */
  things: number;
  accounts: number;
}

const roleWords: Readonly<Record<MemberRole, string>> = {
  editor: 'Editor: publishes on the blog',
  shopkeeper: 'Shopkeeper: keeps the shelves of the market',
  organiser: 'Organiser: keeps the calendars',
  moderator: 'Moderator: keeps the peace',
  admin: 'Admin: lets people in, and says who is trusted with what',
};

export function presentHome({ member, things, accounts }: Known, format: Format): HomeModel {
  return { member: member && presentMember(member, things, format), company: sayCompany(accounts) };
}

function presentMember({ name, handle, joinedAt, roles }: MemberDto, things: number, format: Format): MemberModel {
  return {
    ...{ name, initials: initialsOf(name), handle: `@${handle}` },
    since: { iso: joinedAt.toISOString(), text: format.day(joinedAt) },
    roles: roles.map((role) => roleWords[role]),
    basket: things === 0 ? 'Nothing is in it' : `${countOf(things, 'thing is', 'things are')} in it`,
  };
}

function sayCompany(accounts: number): string {
  if (accounts === 0) return 'Nobody has an account so far.';
  return `So far ${countOf(accounts, 'person has', 'people have')} an account.`;
}
