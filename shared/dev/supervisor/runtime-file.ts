import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { siteUrls } from '../../infrastructure/config/site-urls.js';
import { writePrivate } from '../data-dir/write-private.js';
import type { ProcessList } from '../data-dir/process-list.js';
import type { Ports } from '../settings/ports.js';
import type { Settings } from '../settings/read-settings.js';

export interface Addresses {
  /** Of the bare domain. */
  publicUrl: string;
  /** The six sites and `mail`. */
  urls: Record<string, string>;
}

export function addressesOf({ scheme, baseDomain, publicPort }: Settings): Addresses {
  const sites = siteUrls(scheme, baseDomain, publicPort);
  const named = (name: string) => sites.blog.replace('://blog.', `://${name}`);
  return { publicUrl: named(''), urls: { ...sites, mail: named('mail.') } };
}

export interface RuntimeFile {
  write: () => void;
  remove: () => void;
}

/** What runs here and how to reach it, for the command line and the tests; mode 0600, since it holds passwords. */
export function runtimeFile(
  settings: Settings,
  ports: Ports,
  env: Record<string, string>,
  processes: ProcessList,
): RuntimeFile {
  const file = join(settings.dataDir, 'runtime.json');
  const startedAt = new Date().toISOString();
  const { apps, ...others } = ports;
  return {
    write() {
      const { baseDomain } = settings;
      const facts = {
        pid: process.pid,
        startedAt,
        baseDomain,
        ...addressesOf(settings),
        ports: { ...others, ...apps },
      };
      writePrivate(file, { ...facts, pids: processes.pids(), env });
    },
    remove: () => rmSync(file, { force: true }),
  };
}
