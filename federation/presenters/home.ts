import type { MemberDto } from '@rose-ash/shared/contracts/dtos/federation';
import { countOf } from '@rose-ash/shared/lib/count-of';
import { initialsOf } from '@rose-ash/shared/lib/initials';
import type { SafeHtml } from '@rose-ash/shared/lib/safe-html';
import type { HomeModel } from '../views/models.js';

export interface Street {
  people: number;
  /** Those who joined last. */
  newest: readonly MemberDto[];
}

export function presentHome({ people, newest }: Street, latest: SafeHtml | null): HomeModel {
  return {
    company: sayCompany(people, newest.length),
    newest: newest.map(({ name, handle }) => ({ name, handle: `@${handle}`, initials: initialsOf(name) })),
    latest,
  };
}

function sayCompany(people: number, shown: number): string {
  if (people === 0) return 'Nobody has joined so far.';
  const here = `${countOf(people, 'person is', 'people are')} here.`;
  return people > shown ? `${here} These joined last.` : here;
}
