import type { MemberDto } from '@rose-ash/shared/contracts/dtos/federation';
import { initialsOf } from '@rose-ash/shared/lib/initials';
import { shorten } from '@rose-ash/shared/lib/words';
import type { MenuModel } from '../views/models.js';

const longest = 16;

/** Null for a member who has left since the page was asked for. */
export function presentMenu(
  member: Pick<MemberDto, 'name' | 'handle'> | null,
  { current, midway }: { current: boolean; midway: boolean },
): MenuModel {
  if (member === null) return { current, midway, you: null };
  const { name, handle } = member;
  const [first = name] = name.split(/\s+/);
  const you = { initials: initialsOf(name), name: shorten(first, longest), fullName: name, handle: `@${handle}` };
  return { current, midway, you };
}
