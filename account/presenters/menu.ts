import { initialsOf } from '@rose-ash/shared/lib/initials';
import { shorten } from '@rose-ash/shared/lib/words';
import type { MenuModel } from '../views/models.js';

const longest = 16;

/** Null for a member who has left since the page was asked for. */
export function presentMenu(name: string | null, current: boolean): MenuModel {
  if (name === null) return { current, you: null };
  const [first = name] = name.split(/\s+/);
  return { current, you: { initials: initialsOf(name), name: shorten(first, longest) } };
}
