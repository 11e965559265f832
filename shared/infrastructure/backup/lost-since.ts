import { countOf } from '../../lib/count-of.js';
import { readManifest, type BackedUpTable } from './manifest.js';

/** Of these no house that lives loses the last one. */
const neverEmptied: Record<string, [one: string, many: string]> = {
  members: ['member', 'members'],
  media: ['picture', 'pictures'],
};

/** What the former backup had some of and these tables have none of, in words. A former one that cannot be read had nothing. */
export async function lostSince(former: string, tables: readonly BackedUpTable[]): Promise<string[]> {
  const before = await readManifest(former).catch(() => null);
  return Object.entries(neverEmptied).flatMap(([name, [one, many]]) => {
    const had = rowsOf(before?.tables ?? [], name);
    return had > 0 && rowsOf(tables, name) === 0 ? [countOf(had, one, many)] : [];
  });
}

const rowsOf = (tables: readonly BackedUpTable[], name: string) =>
  tables.find((table) => table.name === name)?.rows ?? 0;

export function sentenceOfLoss(former: string, lost: readonly string[]): string {
  return `The backup before, ${former}, has ${lost.join(' and ')}, and this database has none, so nothing was kept and nothing removed: see whether DATABASE_URL names the right one, or add --emptied to mean it.`;
}
