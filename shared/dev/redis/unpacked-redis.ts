import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../process/run-command.js';

export interface RedisProgram {
  file: string;
  env: NodeJS.ProcessEnv;
}

/** Every folder below that holds a shared library, for LD_LIBRARY_PATH. */
function libraryFolders(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return [...new Set(entries.filter((entry) => /\.so(\.|$)/.test(entry.name)).map((entry) => entry.parentPath))];
}

/** The Redis inside a folder of unpacked packages. */
export function describeUnpacked(root: string): RedisProgram {
  return {
    file: join(root, 'usr', 'bin', 'redis-server'),
    env: { PATH: process.env['PATH'], LD_LIBRARY_PATH: libraryFolders(root).join(':') },
  };
}

export async function canStart(program: RedisProgram): Promise<boolean> {
  const { code } = await runCommand(program.file, ['--version'], { env: program.env, cwd: dirname(program.file) });
  return code === 0;
}

/** True when the loader misses a library of this program. */
export async function missesLibraries(program: RedisProgram): Promise<boolean> {
  const { output } = await runCommand('ldd', [program.file], { env: program.env });
  return output.includes('not found');
}
