import type { FieldProblem } from '../../../contracts/problems.js';
import { checkInput } from '../../../lib/refusals.js';
import type { UnitDeps } from '../../unit-deps.js';
import { handleProblem } from '../handle-problem.js';
import { handleFields } from '../member-fields.js';

export async function checkHandle({ manager }: UnitDeps, handle: string): Promise<FieldProblem | null> {
  const checked = checkInput(handleFields, { handle });
  if (checked.kind === 'refused') return checked.problems[0] ?? null;
  return handleProblem(manager, checked.input.handle);
}
