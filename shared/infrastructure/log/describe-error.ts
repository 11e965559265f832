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
    message: error.message,
    ...(error.stack ? { stack: error.stack } : {}),
    ...(error.cause !== undefined && depth < deepest ? { cause: describeError(error.cause, depth + 1) } : {}),
  };
}
