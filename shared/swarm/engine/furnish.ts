import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { socketOf } from './engine.js';
import { checkoutFolder } from './folders.js';
import { must } from './must.js';

// Debian's client knows BuildKit. What a build fetches it fetches in the engine's network, as it is: an engine for
// building has no other, and the cache of its layers counts only where that is the same.
const client = `#!/bin/sh
docker=/usr/bin/docker
[ -x "$docker" ] || { echo "Debian's docker.io is missing" >&2; exit 127; }
if [ "\${1:-}" = build ]; then
  shift
  exec "$docker" build --network=host "$@"
fi
exec "$docker" "$@"
`;

/** Puts a `docker` into the folder that speaks to the engine there. The environment in which programs find it. */
export function furnish(home: string): NodeJS.ProcessEnv {
  const bin = join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'docker'), client, { mode: 0o755 });
  return {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
    DOCKER_HOST: `unix://${socketOf(home)}`,
    DOCKER_CONFIG: join(home, 'login'),
    DOCKER_BUILDKIT: '1',
  };
}

const copy = `
  git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    [ -e "$file" ] && printf '%s\\0' "$file"
  done | tar --null --no-recursion -T - -cf - | tar -xf - -C "$1"
  cd "$1"
  git init --quiet --initial-branch=main
  git config user.name 'The tests' && git config user.email tests@rose-ash.test
  git add --all --force && git commit --quiet --message 'What is tried'
`;

/** The files as they stand here, committed or not, as a repository of its own. Its folder. */
export async function copyCheckout(home: string): Promise<string> {
  const folder = join(home, 'checkout');
  mkdirSync(folder);
  await must(['bash', '-euo', 'pipefail', '-c', copy, '_', folder], { cwd: checkoutFolder, seconds: 60 });
  return folder;
}
