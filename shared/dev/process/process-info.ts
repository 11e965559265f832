import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The fields of /proc/<pid>/stat behind the command's name: state first. Null without such a process, or without /proc. */
function readStat(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function askPs(pid: number, field: 'lstart' | 'command'): string | null {
  try {
    return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A zombie counts as gone: it holds no port and no file, it only waits to be buried. */
export function isAlive(pid: number): boolean {
  return answersSignals(pid) && readStat(pid)?.[0] !== 'Z';
}

/** What tells this process from a later one that was given the same number. Null when there is none. */
export function identityOf(pid: number): string | null {
  if (!isAlive(pid)) return null;
  const startTicks = readStat(pid)?.[19];
  return startTicks ?? askPs(pid, 'lstart');
}

/** The command line of a process, words parted by spaces; empty when it cannot be read. */
export function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return askPs(pid, 'command') ?? '';
  }
}
