export interface FieldProblem {
  /** The input's name as the sender wrote it. */
  field: string;
  /** What is wrong and what is allowed, in one sentence. */
  sentence: string;
}

/** Nothing was changed, and the page can say why. */
export interface Refused {
  kind: 'refused';
  /** At least one. */
  problems: readonly FieldProblem[];
}
