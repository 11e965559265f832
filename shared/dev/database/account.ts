import { readFileSync } from 'node:fs';

/** As whom PostgreSQL runs; it refuses to be root. */
export type Account = { kind: 'self' } | { kind: 'user'; uid: number; gid: number } | { kind: 'namespace' };

const nobody = 65534;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The machine's own postgres user when it has one, else nobody. */
export function findDatabaseUser(): Account {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { kind: 'user', uid: Number(uid ?? nobody), gid: Number(gid ?? nobody) };
}

export interface Command {
  file: string;
  args: string[];
  options: { cwd: '/'; uid?: number; gid?: number };
}

/** The command that runs a program as that account. `unshare` replaces itself by the program, so the process id stays. */
export function commandAs(account: Account, file: string, args: readonly string[]): Command {
  if (account.kind === 'user') {
    return { file, args: [...args], options: { cwd: '/', uid: account.uid, gid: account.gid } };
  }
  if (account.kind === 'self') return { file, args: [...args], options: { cwd: '/' } };
  const enter = ['--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--', file];
  return { file: 'unshare', args: [...enter, ...args], options: { cwd: '/' } };
}
