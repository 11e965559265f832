import { readdir } from 'node:fs/promises';
import { chanceFrom, type Chance } from '../../dev/runner/chance.js';
import type { Stage } from '../../dev/runner/run-command-line.js';
import { withStores } from '../../dev/runner/with-stores.js';
import { createDatabase } from '../../dev/database/create-database.js';
import { digestDatabase } from '../../testing/database-digest.js';
import { Tally } from '../compose/stage.js';
import type { Drill } from '../drill.js';
import { killRose, rose, type Ran } from './rose.js';
import { Town } from './town.js';
import { writePairs, type Pairs } from './write-pairs.js';

export interface Scale {
  posts: number;
  pictures: number;
  /** How many backups are killed, and how many restores. */
  kills: number;
}

const fullScale: Scale = { posts: 10_000, pictures: 100, kills: 5 };

const promises = {
  looksComplete: 'killed backups that looked complete',
  torn: 'changes torn by a backup',
  half: 'databases half restored after a kill',
  tables: 'tables that came back other',
  media: 'media files that came back other',
  pages: 'pages and keys that came back other',
  known: 'members signed out',
  damaged: 'backups found damaged',
  lost: 'things wrong after SECRET_KEY was lost',
} as const;

interface Play {
  town: Town;
  count: Tally;
  chance: Chance;
  kills: number;
  say: Stage['say'];
}

/** Everything is lost but the backups, and comes back. */
export function restoreDrill(scale = fullScale): Drill {
  return {
    name: 'restore',
    about: 'a house backed up while it writes, burnt down and restored, with kills in the middle of both',
    run: ({ seed, say }) =>
      withStores({ isDurable: true }, async (stores) => {
        const count = new Tally();
        count.promise(...Object.values(promises));
        say(`filling a house with ${scale.posts} posts`);
        const town = await Town.found(stores, scale);
        try {
          await play({ town, count, chance: chanceFrom(seed), kills: scale.kills, say });
        } finally {
          await town.end();
        }
        return count;
      }),
  };
}

async function play(stage: Play): Promise<void> {
  const { town, count, say } = stage;
  await town.open();
  say('making variants');
  if (!(await town.isPrepared())) count.try('times that variants were still being made');
  await town.signIn();
  const busy = await backUpWhileWriting(stage);
  const [pages, media] = [await town.pages(), await town.mediaFiles()];
  await lookForMember(town, count, 'before anything was lost');
  await town.shut();
  // At rest, so that it can be said what has to come back.
  const tables = await digestDatabase(urlOf(town));
  const { said, ...quiet } = await backUp(town);
  tellBackup(count, quiet, said);
  say('burning it down');
  await town.burn();
  await restore(stage, String(said['folder']));
  compare(count, promises.tables, mapOf(tables), mapOf(await digestDatabase(urlOf(town))));
  compare(count, promises.media, media, await town.mediaFiles());
  await town.open();
  compare(count, promises.pages, pages, await town.pages());
  await lookForMember(town, count, 'after the restore');
  count.try('tables compared', Object.keys(tables).length);
  count.try('media files compared', media.size);
  count.try('pages compared', pages.size);
  await lookForTears(stage, busy);
  await loseKey(stage, String(said['folder']), pages);
}

async function lookForMember(town: Town, count: Tally, when: string): Promise<void> {
  if (!(await town.isKnown())) count.break(promises.known, when);
}

const mapOf = (digests: Record<string, string>) => new Map(Object.entries(digests));
const urlOf = ({ stores }: Town) => stores.databaseUrl;

const backUp = (town: Town) => rose(town.env, 'backup', '--to', town.backups, '--json');

/** Some are killed, then one is let be. Its folder, and how much had been written when it was done. */
async function backUpWhileWriting({
  town,
  count,
  chance,
  kills,
  say,
}: Play): Promise<{ folder: string; pairs: Pairs }> {
  const pairs = writePairs(urlOf(town));
  for (let kill = 0; kill < kills; kill += 1) {
    say(`killing backup ${kill + 1} of ${kills}`);
    const isBegun = async () => (await unfinished(town)).length > 0;
    const args = ['backup', '--to', town.backups];
    const inTime = await killRose(town.env, args, isBegun, chance.below(400));
    count.try(inTime ? 'backups killed' : 'backups too quick to be killed');
    const found = (await complete(town)).length;
    if (inTime && found > 0) count.break(promises.looksComplete, `${found} after kill ${kill + 1}`);
    if (!inTime) break;
  }
  const before = pairs.written();
  const { said, seconds } = await backUp(town);
  count.measure('pairs of rows written during a backup', pairs.written() - before);
  count.measure('ms for a backup while writing', seconds * 1000);
  await pairs.stop();
  return { folder: String(said['folder']), pairs };
}

const listed = async (town: Town) => readdir(town.backups).catch(() => [] as string[]);
const unfinished = async (town: Town) => (await listed(town)).filter((name) => name.endsWith('.partial'));
const complete = async (town: Town) => (await listed(town)).filter((name) => /^rose-.*Z$/.test(name));

function tellBackup(count: Tally, { seconds, peakMb }: Omit<Ran, 'said'>, said: Ran['said']): void {
  const { rows, bytes, copied } = said as { rows: number; bytes: number; copied: { files: number } };
  count.measure('rows in the backup', rows);
  count.measure('kB in the backup, without pictures', bytes / 1000);
  count.measure('pictures copied a second time', copied.files);
  count.measure('ms for the backup', seconds * 1000);
  count.measure('MB at the peak of a backup', peakMb);
}

/** Some are killed, and must leave nothing; then one is let be. */
async function restore({ town, count, chance, kills, say }: Play, folder: string): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    say(`killing restore ${kill + 1} of ${kills}`);
    const isBegun = async () => {
      const sql = `select from pg_stat_activity where application_name = 'rose restore' and query ilike 'copy%from stdin%'`;
      return (await town.query(sql)).length > 0;
    };
    const inTime = await killRose(town.env, ['restore', folder, '--yes'], isBegun, chance.below(300));
    count.try(inTime ? 'restores killed' : 'restores too quick to be killed');
    if (!inTime) {
      await town.burn();
      continue;
    }
    const [found] = await town.query<{ tables: number }>(
      `select count(*)::int as tables from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    if (found?.tables !== 0) count.break(promises.half, `${found?.tables ?? 0} tables after kill ${kill + 1}`);
  }
  say('restoring');
  const { seconds, peakMb, said } = await rose(town.env, 'restore', folder, '--yes', '--json');
  count.measure('ms for the restore', seconds * 1000);
  count.measure('MB at the peak of a restore', peakMb);
  count.measure('media files brought back by the last restore', (said['media'] as { files: number }).files);
  const verified = await rose(town.env, 'backup', 'verify', folder, '--json');
  count.measure('ms to verify', verified.seconds * 1000);
  if (verified.said['whole'] !== true) count.break(promises.damaged, JSON.stringify(verified.said['problems']));
}

/** Another fire, in which SECRET_KEY burns as well: all is there but what only that opens, and the provider has keys again. */
async function loseKey({ town, count, say }: Play, folder: string, pages: Map<string, string>): Promise<void> {
  say('losing SECRET_KEY');
  await town.shut();
  await town.burn();
  town.changeKey();
  const { said } = await rose(town.env, 'restore', folder, '--yes', '--json', '--key-lost');
  const { keys, signIns } = said['leftOut'] as { keys: string[]; signIns: number };
  if (keys.length !== 2 || signIns !== 1) count.break(promises.lost, JSON.stringify(said['leftOut']));
  await town.open();
  const after = await town.pages();
  const changed = [...after.keys()].filter((url) => after.get(url) !== pages.get(url));
  if (changed.length !== 1 || !changed[0]?.endsWith('/oidc/jwks')) count.break(promises.lost, changed.join(' '));
  if (await town.isLetIn()) count.break(promises.lost, 'somebody was still signed in');
  await town.signIn();
  count.try('members who signed in anew after SECRET_KEY was lost', 1);
  if (!(await town.isLetIn())) count.break(promises.lost, 'nobody knows who signed in anew');
}

/** In the backup that was made while pairs were written: both rows of each or none. */
async function lookForTears({ town, count }: Play, { folder, pairs }: { folder: string; pairs: Pairs }): Promise<void> {
  const url = await createDatabase(town.stores.server, 'rose_busy');
  await rose({ ...town.env, DATABASE_URL: url }, 'restore', folder, '--yes', '--json', '--no-media');
  const { both, torn } = await pairs.countIn(url);
  count.try('pairs of rows in the backup', both);
  if (both === 0) count.break(promises.torn, 'there was none to be torn');
  if (torn > 0) count.break(promises.torn, `${torn} of ${both + torn}`);
}

function compare(count: Tally, promise: string, before: Map<string, string>, after: Map<string, string>): void {
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(name) ?? 'not there', after.get(name) ?? 'not there'];
    if (was !== is) count.break(promise, `${name}: ${was.slice(0, 80)} is ${is.slice(0, 80)}`);
  }
}
