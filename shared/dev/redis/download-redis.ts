import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorError } from '../../lib/errors.js';
import { openAptPackages, type AptPackages } from './apt-packages.js';
import { findProgram } from './find-program.js';
import { canStart, describeUnpacked, missesLibraries, type RedisProgram } from './unpacked-redis.js';

const packages = ['redis-server', 'redis-tools'];
const rounds = 4;

/** True on Debian, Ubuntu and their kin, told by their tools. */
export function canDownload(): boolean {
  return ['apt-get', 'apt-cache', 'dpkg-deb', 'dpkg-query'].every((tool) => findProgram([tool]) !== null);
}

function refuse(output: string): never {
  throw new OperatorError(
    'Redis is not installed and its package could not be downloaded, which the first start needs the network for: connect, install redis-server or set REDIS_URL.',
    { cause: new Error(output) },
  );
}

/** The packages, then whatever libraries the loader still misses, a few rounds deep. */
async function unpackWithLibraries(apt: AptPackages, into: string): Promise<void> {
  let wanted = packages;
  const done = new Set<string>();
  for (let round = 0; round < rounds && wanted.length > 0; round += 1) {
    const { code, output } = await apt.unpack(wanted, into);
    if (code !== 0) refuse(output);
    wanted.forEach((name) => done.add(name));
    if (!(await missesLibraries(describeUnpacked(into)))) return;
    wanted = (await apt.missingDependencies(wanted)).filter((name) => !done.has(name));
  }
}

/**
 * Downloads the distribution's own Redis and unpacks it into the folder, without root.
 * Throws OperatorError when it cannot; a download that was cut short leaves nothing that counts.
 */
export async function downloadRedis(folder: string): Promise<RedisProgram> {
  const half = `${folder}.half-${process.pid}`;
  const apt = openAptPackages(join(half, 'apt'));
  try {
    // One source of several may be out of reach: the download shows whether that one mattered.
    await apt.update();
    mkdirSync(join(half, 'root'), { recursive: true });
    await unpackWithLibraries(apt, join(half, 'root'));
    if (!(await canStart(describeUnpacked(join(half, 'root'))))) refuse('the unpacked redis-server does not start');
    mkdirSync(dirname(folder), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(half, 'root'), folder);
    chmodSync(folder, 0o755);
    return describeUnpacked(folder);
  } finally {
    if (existsSync(half)) rmSync(half, { recursive: true, force: true });
  }
}
