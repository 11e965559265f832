import type { MemberDto } from '@rose-ash/shared/contracts/dtos/federation';
import { countOf } from '@rose-ash/shared/lib/count-of';
import { initialsOf } from '@rose-ash/shared/lib/initials';
import type { SafeHtml } from '@rose-ash/shared/lib/safe-html';
import type { HomeModel } from '../views/models.js';

export interface Street {
  people: number;
  /** Those who joined last; null for a stranger. */
  newest: readonly MemberDto[] | null;
}

export function presentHome({ people, newest }: Street, latest: SafeHtml | null): HomeModel {
  return {
    company: sayCompany(people, newest),
    newest: newest?.map(({ name, handle }) => ({ name, handle: `@${handle}`, initials: initialsOf(name) })) ?? null,
    latest,
  };
}

function sayCompany(people: number, newest: Street['newest']): string {
  if (people === 0) return 'Nobody has joined so far.';
  const here = `${countOf(people, 'person is', 'people are')} here.`;
  if (newest === null) return `${here} Members are named to each other, and to nobody else.`;
  return people > newest.length ? `${here} These joined last.` : here;
}
