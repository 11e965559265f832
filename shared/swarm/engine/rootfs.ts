import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from './must.js';

const weekMs = 7 * 24 * 60 * 60 * 1_000;
const leaveOut = ['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/locale/*'];

/** A tar of a small Debian, made with this machine's own mirror and kept for a week. Its path. */
export async function makeRootfs(): Promise<string> {
  const folder = cacheFolder();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'bookworm.tar');
  if (isFresh(file)) return file;
  const half = file.replace(/tar$/, `${process.pid}.tar`);
  await must(
    [
      ...(['mmdebstrap', '--mode=root', '--variant=minbase', '--quiet', '--aptopt=Acquire::Languages "none"'] as const),
      ...leaveOut.map((path) => `--dpkgopt=path-exclude=${path}`),
      ...['--include=ca-certificates,libstdc++6', 'bookworm', half, `deb ${findMirror()} bookworm main`],
    ],
    { seconds: 300 },
  );
  renameSync(half, file);
  return file;
}

function cacheFolder(): string {
  const cache = process.env['XDG_CACHE_HOME'];
  if (cache) return join(cache, 'rose-ash');
  const home = homedir();
  return existsSync(home) ? join(home, '.cache', 'rose-ash') : join(tmpdir(), 'rose-ash-cache');
}

function isFresh(file: string): boolean {
  return existsSync(file) && Date.now() - statSync(file).mtimeMs < weekMs;
}

/** The first address in the machine's own lists of package sources, of the new or of the old kind. */
function findMirror(): string {
  const folder = '/etc/apt/sources.list.d';
  const files = [
    '/etc/apt/sources.list',
    ...readdirSync(folder)
      .sort()
      .map((name) => join(folder, name)),
  ];
  const texts = files.filter((file) => /\.(list|sources)$/.test(file) && existsSync(file)).map(read);
  const found = texts.map((text) => /^(?:URIs: *|deb (?:\[.*\] *)?)(\S+debian\/?)\s/m.exec(text)?.[1]).find(Boolean);
  if (found === undefined) throw new Error('no mirror of Debian stands in the lists of package sources');
  return found;
}

const read = (file: string) => readFileSync(file, 'utf8');
