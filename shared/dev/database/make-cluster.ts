import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../process/run-command.js';
import { commandAs, type Account } from './account.js';
import type { Place } from './choose-place.js';

export const databaseUserName = 'rose';

function own(account: Account, path: string): void {
  if (account.kind === 'user') chownSync(path, account.uid, account.gid);
}

function initArguments(cluster: string, passwordFile: string, isThrowAway: boolean): string[] {
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  return [
    `--pgdata=${cluster}`,
    `--username=${databaseUserName}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=libc',
    `--locale=${locale}`,
    '--no-instructions',
    ...(isThrowAway ? ['--no-sync'] : []),
  ];
}

/** Made beside its place and moved there when whole: a start that is killed here leaves no half cluster. */
export async function makeCluster(place: Place, password: string, isThrowAway: boolean): Promise<void> {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return;
  const half = `${place.cluster}.half`;
  const passwordFile = `${half}.password`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  [half, passwordFile].forEach((path) => own(place.account, path));
  const init = commandAs(
    place.account,
    join(place.native, 'bin', 'initdb'),
    initArguments(half, passwordFile, isThrowAway),
  );
  const { code, output } = await runCommand(init.file, init.args, init.options);
  rmSync(passwordFile);
  if (code !== 0) throw new Error(`initdb failed (${code}): ${output.trim()}`);
  rmSync(place.cluster, { recursive: true, force: true });
  renameSync(half, place.cluster);
}
