import { OperatorError } from '../lib/errors.js';

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

/** @throws OperatorError that names the file and the reason; other errors as they are. */
export function readingFailed(file: string, cause: unknown): never {
  const { code, path } = cause as NodeJS.ErrnoException;
  if (code === undefined || (path !== undefined && path !== file)) throw cause;
  throw new OperatorError(`${file} cannot be read: ${reasons[code] ?? code}.`, { cause });
}
