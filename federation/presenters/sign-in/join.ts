import type { FieldProblem } from '@rose-ash/shared/contracts/problems';
import { termsVersion } from '@rose-ash/shared/contracts/terms';
import type { JoinModel } from '../../views/sign-in-models.js';
import { placesOf, type Waiting } from './places.js';

interface Typed {
  name: string;
  handle: string;
  problems: readonly FieldProblem[];
}

export function presentJoin(
  interaction: Waiting,
  email: string,
  { name, handle, problems }: Typed = { name: '', handle: '', problems: [] },
): JoinModel {
  const errorOf = (field: string) => problems.find((problem) => problem.field === field)?.sentence ?? null;
  const errors = { name: errorOf('name'), handle: errorOf('handle'), other: errorOf('agreedTo') ?? errorOf('email') };
  return { ...placesOf(interaction), email, name, handle, errors, termsVersion, firstField: firstOf(errors) };
}

/** Where the keyboard begins: at the first thing that is to be mended, else at the beginning. */
function firstOf({ name, handle }: JoinModel['errors']): JoinModel['firstField'] {
  return name === null && handle !== null ? 'handle' : 'name';
}
