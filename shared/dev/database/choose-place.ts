import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { OperatorError } from '../../lib/errors.js';
import { commandAs, findDatabaseUser, isRoot, type Account } from './account.js';
import { findNativeFolder } from './native-folder.js';

export interface Place {
  account: Account;
  /** Where bin, lib and share are. */
  native: string;
  /** Where the cluster lies. */
  cluster: string;
}

/** Where the database user keeps what it cannot reach elsewhere: a clone in /root is closed to it. */
export const ownHome = '/var/lib/rose-ash';

function succeeds(account: Account, file: string, args: readonly string[]): boolean {
  const command = commandAs(account, file, args);
  return spawnSync(command.file, command.args, { ...command.options, stdio: 'ignore' }).status === 0;
}

const canRun = (account: Account, native: string) => succeeds(account, join(native, 'bin', 'postgres'), ['--version']);
const canEnter = (account: Account, folder: string) => succeeds(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder]);

/** Copied under a name of its own first, so that a copy that was cut short never counts. */
function copyFolder(from: string, to: string): void {
  const half = `${to}.half-${process.pid}`;
  rmSync(half, { recursive: true, force: true });
  cpSync(from, half, { recursive: true, verbatimSymlinks: true });
  renameSync(half, to);
}

function copyNative(native: string, home: string): string {
  const version = /postgres \(PostgreSQL\) (\S+)/.exec(
    spawnSync(join(native, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' }).stdout,
  )?.[1];
  const copy = join(home, `postgresql-${version ?? 'unknown'}-${process.arch}`);
  if (!existsSync(copy)) copyFolder(native, copy);
  return copy;
}

/** The cluster of that folder when it has to live in the database user's own home. */
export function ownCluster(folder: string, home = ownHome): string {
  return join(home, createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16), 'cluster');
}

function moveCluster(from: string, to: string): void {
  mkdirSync(join(to, '..'), { recursive: true, mode: 0o755 });
  if (!existsSync(from) || existsSync(to)) return;
  copyFolder(from, to);
  rmSync(from, { recursive: true });
}

function ownPlace(account: Account, folder: string, native: string, home: string): Place | null {
  const cluster = join(folder, 'cluster');
  const own = ownCluster(folder, home);
  try {
    mkdirSync(home, { recursive: true, mode: 0o755 });
    const reachable = canRun(account, native) ? native : copyNative(native, home);
    const stays = !existsSync(own) && canEnter(account, folder);
    if (!stays) moveCluster(cluster, own);
    return canRun(account, reachable) ? { account, native: reachable, cluster: stays ? cluster : own } : null;
  } catch {
    return null;
  }
}

function giveTo(account: Account, path: string): void {
  const owner = account.kind === 'user' ? account : { uid: 0, gid: 0 };
  if (!existsSync(path) || statSync(path).uid === owner.uid) return;
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    chownSync(join(path, entry), owner.uid, owner.gid);
  }
  chownSync(path, owner.uid, owner.gid);
}

function chooseForRoot(folder: string, native: string, home: string): Place {
  const user = findDatabaseUser();
  const open = { account: user, native, cluster: join(folder, 'cluster') };
  const isOpen = canRun(user, native) && canEnter(user, folder) && !existsSync(ownCluster(folder, home));
  const place = isOpen ? open : ownPlace(user, folder, native, home);
  if (place) return place;
  const namespace: Account = { kind: 'namespace' };
  if (canRun(namespace, native)) return { ...open, account: namespace };
  throw new OperatorError(
    `PostgreSQL does not run as root and its user cannot reach ${folder}: move the checkout out of the closed folder, start as another user or set DATABASE_URL.`,
  );
}

/**
 * Where the database of a folder lies and as whom it runs. The folder is made when absent.
 * Throws OperatorError when PostgreSQL can run in no way here.
 */
export function choosePlace(folder: string, home = ownHome): Place {
  mkdirSync(folder, { recursive: true });
  const native = findNativeFolder();
  const cluster = join(folder, 'cluster');
  if (isRoot()) {
    const place = chooseForRoot(folder, native, home);
    giveTo(place.account, place.cluster);
    return place;
  }
  if (existsSync(cluster) && statSync(cluster).uid !== process.getuid?.()) {
    throw new OperatorError(
      `The database in ${folder} belongs to another user: start as that user or set DATA_DIR to another folder.`,
    );
  }
  return { account: { kind: 'self' }, native, cluster };
}
