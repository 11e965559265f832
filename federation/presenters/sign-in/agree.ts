import type { FieldProblem } from '@rose-ash/shared/contracts/problems';
import { termsVersion } from '@rose-ash/shared/contracts/terms';
import type { AgreeModel } from '../../views/sign-in-models.js';
import { placesOf, type Waiting } from './places.js';

interface Known {
  email: string;
  name: string;
  handle: string;
  hasAgreedBefore: boolean;
}

export function presentAgree(
  interaction: Waiting,
  { handle, ...known }: Known,
  problems: readonly FieldProblem[] = [],
): AgreeModel {
  const error = problems[0]?.sentence ?? null;
  return { ...placesOf(interaction), ...known, handle: `@${handle}`, error, termsVersion };
}
