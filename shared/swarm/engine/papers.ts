import { readFileSync } from 'node:fs';

/** What the tests are told of the house that they are in. */
export interface HousePapers {
  home: string;
  /** A repository of its own, in which tests may commit. */
  checkout: string;
  registry: { address: string; user: string; password: string };
  /** How long the image of each app took to build, in milliseconds. */
  buildMs: Record<string, number>;
}

/** Null where there is no house. */
export function readPapers(): HousePapers | null {
  const file = process.env['ROSE_SWARM_HOUSE'];
  return file === undefined ? null : (JSON.parse(readFileSync(file, 'utf8')) as HousePapers);
}
