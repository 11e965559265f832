import { types } from 'node:util';

export interface ErrorDescription {
  type: string;
  code?: string;
  message: string;
  stack?: string;
  cause?: ErrorDescription;
}

const deepest = 5;

/**
 * What the log keeps of an error. PostgreSQL puts the offending values into `detail`, `where` and `parameters`, and
 * TypeORM copies the bound parameters: none of these is kept, since they hold what people wrote.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!types.isNativeError(error)) return { type: typeof error, message: 'something that is not an error was thrown' };
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    message: quotesInput(error, code) ? 'left out: it quotes what was sent' : error.message,
    ...(error.stack ? { stack: frames(error) } : {}),
    ...(error.cause !== undefined && depth < deepest ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}

/** A parser's error, and PostgreSQL's class 22 (data exception), repeat the value that they did not understand. */
function quotesInput(error: Error, code: unknown): boolean {
  return error.name === 'SyntaxError' || (typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code));
}

/** Where it happened, without the message, which stands in a field of its own. */
function frames(error: Error): string {
  const stack = error.stack ?? '';
  const first = stack.search(/^\s+at /m);
  return first < 0 ? '' : stack.slice(first).trimStart();
}
