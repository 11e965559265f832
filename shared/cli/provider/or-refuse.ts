import type { Refused } from '../../contracts/problems.js';
import { OperatorError } from '../../lib/errors.js';

/** @throws OperatorError with the first thing that is wrong. */
export function orRefuse<T extends { kind: string }>(answer: T | Refused): asserts answer is T {
  if ('problems' in answer) throw new OperatorError(answer.problems[0]?.sentence ?? 'It was refused.');
}
