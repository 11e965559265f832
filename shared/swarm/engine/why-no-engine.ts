import { findOnPath } from '../find-on-path.js';
import { run } from './must.js';

/** Each with the package of Debian that brings it. */
const programs = {
  dockerd: 'docker.io',
  'docker-init': 'docker.io',
  mmdebstrap: 'mmdebstrap',
  'apt-get': 'apt',
  dpkg: 'dpkg',
  perl: 'perl',
  ip: 'iproute2',
  iptables: 'iptables',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  setpriv: 'util-linux',
  timeout: 'coreutils',
} as const;

/** One sentence that says why the stack cannot be tried on a real engine here; null where it can. */
export async function whyNoEngine(env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  if (env['ROSE_TEST_SWARM'] !== '1') return 'The stack is tried on a real engine with ROSE_TEST_SWARM=1 only.';
  if (process.platform !== 'linux') return 'An engine of its own needs Linux.';
  if (process.arch !== 'x64') return 'The images that stand in for the official ones are made for x64 only.';
  if (process.getuid?.() !== 0) return 'An engine of its own needs root.';
  const missing = Object.entries(programs).filter(([program]) => findOnPath(program, env['PATH']) === null);
  if (missing.length > 0) {
    return `Missing ${missing.map(([program, name]) => `${program} (Debian's ${name})`).join(', ')}.`;
  }
  return (await canUnshare()) ? null : 'This machine lets nobody make namespaces.';
}

async function canUnshare(): Promise<boolean> {
  const tried = ['unshare', '--net', '--mount', '--pid', '--uts', '--fork', '--mount-proc', 'true'] as const;
  return (await run(tried, { seconds: 10 })).code === 0;
}
