import type { z } from 'zod';
import type { FieldProblem, Refused } from '../contracts/problems.js';

/** One problem for each issue: its path as the sender wrote it, its message as a sentence. */
export function problemsOf(error: z.ZodError): FieldProblem[] {
  return error.issues.map((issue) => ({ field: issue.path.join('.') || '(all)', sentence: `${issue.message}.` }));
}

export function refuse(...problems: FieldProblem[]): Refused {
  return { kind: 'refused', problems };
}

/** The input as the schema makes it, or what is wrong with it. */
export function checkInput<T>(schema: z.ZodType<T>, input: unknown): { kind: 'fits'; input: T } | Refused {
  const checked = schema.safeParse(input);
  return checked.success ? { kind: 'fits', input: checked.data } : refuse(...problemsOf(checked.error));
}
