import type { FieldProblem } from '../contracts/problems.js';

export interface AppErrorOptions {
  /** For the log, never for the answer. */
  cause?: unknown;
  fields?: readonly FieldProblem[];
  retryAfterSeconds?: number;
}

/** Three things that never mix: a private cause, a safe sentence, a stable code with its HTTP status. */
export class AppError extends Error {
  readonly fields: readonly FieldProblem[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: string,
    readonly status: number,
    readonly sentence: string,
    options: AppErrorOptions = {},
  ) {
    super(sentence, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export class NotFound extends AppError {
  constructor(
    sentence = 'That notice has come down. The page moved, ended or never was.',
    options: AppErrorOptions = {},
  ) {
    super('not-found', 404, sentence, options);
  }
}

/** Known, and not allowed: the sentence says who is. */
export class Forbidden extends AppError {
  constructor(sentence: string, options: AppErrorOptions = {}) {
    super('forbidden', 403, sentence, options);
  }
}

/** A fault of the operator's making: one sentence that names the setting and the cure, printed without a stack. */
export class OperatorError extends Error {
  constructor(sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options);
    this.name = 'OperatorError';
  }
}

/** Thrown by a job that no later attempt can do either: it is dead at once. The message names no person. */
export class GiveUp extends Error {
  constructor(reason: string, options: { cause?: unknown } = {}) {
    super(reason, options);
    this.name = 'GiveUp';
  }
}

/** Thrown by a job whose moment has not come: it waits so long and comes again, which counts as no attempt and is not logged. */
export class NotYet extends Error {
  constructor(readonly pauseMs: number) {
    super(`not before ${Math.ceil(pauseMs)} ms`);
    this.name = 'NotYet';
  }
}

/** Thrown by a job in place of what the log was told of already: it counts as any failure does, and is not told again. */
export class StillFailing extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause });
    this.name = 'StillFailing';
  }
}
