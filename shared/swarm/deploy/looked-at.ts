import { execFileSync } from 'node:child_process';
import { apps, type App, type Checkout } from './checkout-under-test.js';

/** What git says of an app since a commit. */
export interface LookedAt {
  /** Why it is to be looked at; empty where nothing asks for it. */
  why: string;
  /** Of everything that its image is made of. */
  hash: string;
}

const script = `set -euo pipefail
. shared/swarm/deploy/say.sh
. shared/swarm/deploy/inputs.sh
trap - EXIT
checkout=. head=$(git rev-parse HEAD)
for app in ${apps.join(' ')}; do printf '%s\\n%s\\n' "$(input_hash "$app")" "$(why_changed "$app" "$1")"; done`;

/** Asks the functions of deploy.sh themselves, without a Swarm. */
export function lookAtAll({ folder }: Checkout, since: string): Record<App, LookedAt> {
  const lines = execFileSync('bash', ['-c', script, 'bash', since], { cwd: folder, encoding: 'utf8' }).split('\n');
  const of = (index: number) => ({ hash: lines[index * 2] ?? '', why: lines[index * 2 + 1] ?? '' });
  return Object.fromEntries(apps.map((app, index) => [app, of(index)])) as Record<App, LookedAt>;
}
