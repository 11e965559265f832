import { OperatorError } from '../../lib/errors.js';
import { isLostConnection } from '../db/is-lost-connection.js';

const disk: Record<string, string> = {
  ENOSPC: 'is full; make room',
  EDQUOT: 'is full for this user; make room',
  EACCES: 'may not be written to; give that right',
  EPERM: 'may not be written to; give that right',
  EROFS: 'is read-only; name another one',
  EIO: 'has failed; look into the log of the machine',
};

/** One sentence for what the operator can mend; anything else comes back unchanged. */
export function explainFailure(error: unknown): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  const trouble = disk[code ?? ''];
  if (trouble !== undefined) {
    return new OperatorError(`The disk under ${path ?? 'the backup'} ${trouble}, then try again.`, { cause: error });
  }
  if (!isLostConnection(error, true)) return error;
  return new OperatorError(
    'The connection to PostgreSQL was lost, and it takes back what was half done; see whether it runs, then try again.',
    { cause: error },
  );
}
