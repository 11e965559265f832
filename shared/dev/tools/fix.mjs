// `npm run fix`: repairs what `npm run check` can repair by itself.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './build.mjs';

const tools = [
  ['eslint', 'bin', 'eslint.js', '--fix', '.'],
  ['prettier', 'bin', 'prettier.cjs', '--write', '--log-level', 'warn', '.'],
];

for (const [name, folder, file, ...args] of tools) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', name, folder, file), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
