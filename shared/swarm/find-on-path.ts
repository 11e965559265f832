import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first program of that name on PATH; null where there is none. */
export function findOnPath(program: string, path = process.env['PATH'] ?? ''): string | null {
  const candidates = path.split(delimiter).filter(Boolean);
  return candidates.map((folder) => join(folder, program)).find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
