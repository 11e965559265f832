import { renameSync, writeFileSync } from 'node:fs';

/** Writes JSON that only this user may read, whole or not at all. */
export function writePrivate(file: string, value: unknown): void {
  const half = `${file}.half-${process.pid}`;
  writeFileSync(half, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(half, file);
}
