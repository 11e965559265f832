import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HousePapers } from '../engine/papers.js';
import { must, run, type Ran } from '../engine/must.js';

export interface Deployed extends Pick<Ran, 'code'> {
  /** All that deploy.sh said. */
  said: string;
  seconds: number;
}

/** Runs the real deploy.sh in the checkout of the house. */
export async function deploy({ checkout }: HousePapers, ...args: string[]): Promise<Deployed> {
  const began = performance.now();
  const { code, out, err } = await run(['./deploy.sh', ...args], { cwd: checkout, seconds: 900 });
  return { code, said: `${out}\n${err}`, seconds: (performance.now() - began) / 1_000 };
}

/** Changes a file of the checkout and commits that. */
export async function commit({ checkout }: HousePapers, file: string, change: (text: string) => string): Promise<void> {
  const path = join(checkout, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${file}`);
  writeFileSync(path, after);
  await must(['git', 'commit', '--quiet', '--all', '--message', `Change ${file}`], { cwd: checkout });
}

/** Undoes the last commit by another one. */
export async function revert({ checkout }: HousePapers): Promise<void> {
  await must(['git', 'revert', '--no-edit', 'HEAD'], { cwd: checkout });
}

/** Lines of a Dockerfile by which the image does this, and nothing else, when it is run. */
export function beginWith(words: string): string {
  return `USER root\nRUN printf '#!/bin/sh\\n${words}\\n' >/app/shared/container/entrypoint.sh\nUSER node\n`;
}
