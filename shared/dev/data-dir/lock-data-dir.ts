import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../../lib/errors.js';
import { identityOf } from '../process/process-info.js';

interface Holder {
  pid: number;
  identity: string | null;
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function take(file: string): boolean {
  try {
    const me: Holder = { pid: process.pid, identity: identityOf(process.pid) };
    writeFileSync(file, JSON.stringify(me), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const isHeld = ({ pid, identity }: Holder) => identity !== null && identityOf(pid) === identity;

/**
 * One start a folder: a second would share, and then stop, the first one's database. Returns how to give it back.
 * A lock whose holder was killed is taken over. Throws OperatorError when the folder is in use.
 */
export function lockDataDir(dataDir: string): () => void {
  const file = join(dataDir, 'lock');
  const holder = readHolder(file);
  if (holder && isHeld(holder)) {
    throw new OperatorError(
      `Another npm start (process ${holder.pid}) is using DATA_DIR ${dataDir}: stop it or set DATA_DIR to another folder.`,
    );
  }
  if (holder || !take(file)) {
    rmSync(file, { force: true });
    if (!take(file)) return lockDataDir(dataDir);
  }
  return () => rmSync(file, { force: true });
}
