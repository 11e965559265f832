import { resolve } from 'node:path';
import { restoreBackup, type RestoreReport } from '../../infrastructure/backup/restore-backup.js';
import { countOf } from '../../lib/count-of.js';
import { OperatorError } from '../../lib/errors.js';
import { clearCache } from '../cache-clear.js';
import { findDatabase, findEnv } from '../find-database.js';
import { findMediaDir } from '../find-media.js';
import { showProgress } from '../progress.js';
import { findSecretKeys } from '../provider/find-secret-keys.js';
import type { World } from '../world.js';
import { askLeave } from './ask-leave.js';
import { checkSealed } from './check-sealed.js';
import { leftOutInWords, LostKey, type LeftOut } from './lost-key.js';
import { countsOf, sizeOf } from './sizes.js';

export interface RestoreFlags {
  replace?: true;
  yes?: true;
  media: boolean;
  keyLost?: true;
  json?: true;
}

export async function restore(world: World, folder: string, flags: RestoreFlags): Promise<void> {
  const secrets = findSecretKeys(world.env);
  const lostKey = flags.keyLost ? new LostKey(secrets, world.env) : null;
  const progress = showProgress(world.stderr);
  const report = await restoreBackup({
    folder: resolve(folder),
    databaseUrl: findDatabase(world.env).directUrl,
    secretKeys: [secrets.secretKey, ...secrets.previousSecretKeys],
    mediaDir: flags.media ? findMediaDir(world.env) : null,
    allow: async (occupied) => {
      progress.end();
      await askLeave(world, occupied, { replace: flags.replace ?? false, yes: flags.yes ?? false });
    },
    isKeyLost: lostKey !== null,
    check: lostKey === null ? checkSealed(secrets) : (client) => lostKey.dropKeys(client),
    say: (what) => progress.say(what),
  }).finally(() => progress.end());
  const leftOut = lostKey === null ? null : await lostKey.finish(report.isOfOtherKey);
  const forgotten = await forget(world);
  const data = { ...countsOf(report.manifest), media: report.media, migrated: report.migrated, forgotten, leftOut };
  world.stdout.write(flags.json ? `${JSON.stringify(data)}\n` : inWords(report, forgotten, leftOut));
  for (const warning of warningsOf(report, forgotten)) world.stderr.write(`${warning}\n`);
}

/** What the services keep ready is of another day. How many processes heard of it; null where Redis could not be told. */
async function forget({ env }: World): Promise<number | null> {
  try {
    return await clearCache(findEnv(env));
  } catch (error) {
    if (error instanceof OperatorError) return null;
    throw error;
  }
}

function inWords(
  { manifest, media, migrated }: RestoreReport,
  forgotten: number | null,
  leftOut: LeftOut | null,
): string {
  const { rows, tables } = countsOf(manifest);
  const lines = [
    `Restored as of ${manifest.takenAt}: ${countOf(rows, 'row', 'rows')} of ${countOf(tables, 'table', 'tables')}, each compared.`,
    media === null
      ? 'Pictures were left as they are.'
      : `${countOf(media.files, 'media file', 'media files')} brought back (${sizeOf(media.bytes)}), ${countOf(media.there, 'was', 'were')} there.`,
  ];
  if (migrated.length > 0) lines.push(`Brought up to date by ${countOf(migrated.length, 'migration', 'migrations')}.`);
  if (forgotten !== null) lines.push('What the services kept ready is forgotten.');
  if (leftOut !== null) lines.push(...leftOutInWords(leftOut));
  lines.push('Now start the services anew, and look at a page, at rose keys list and at rose jobs dead.');
  return `${lines.join('\n')}\n`;
}

function warningsOf({ media }: RestoreReport, forgotten: number | null): string[] {
  const lost = media?.lost ?? [];
  return [
    ...(forgotten === null ? ['Redis could not be told: empty it, or say rose cache clear once it answers.'] : []),
    ...(lost.length === 0
      ? []
      : [`Not whole in the backup, and not brought back (${lost.length}): ${lost.slice(0, 5).join(', ')}.`]),
  ];
}
