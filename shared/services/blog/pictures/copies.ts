import type { EntityManager } from 'typeorm';
import type { ShownMedia } from '../../../contracts/media.js';

/** Our copies by the addresses that they are copies of. */
export type Copies = ReadonlyMap<string, ShownMedia>;

const find = `
  select c.source, m.sha256, m.width, m.height, m.variants, m.placeholder, m.focus_x, m.focus_y
  from picture_copies c join media m on m.id = c.media_id
  where c.source = any($1) and m.state = 'ready'`;

interface Row extends Omit<ShownMedia, 'focus'> {
  source: string;
  focus_x: number | null;
  focus_y: number | null;
}

export async function readCopies(manager: EntityManager, sources: readonly (string | null)[]): Promise<Copies> {
  const wanted = [...new Set(sources)].filter((source) => source !== null);
  if (wanted.length === 0) return new Map();
  const rows = await manager.query<Row[]>(find, [wanted]);
  return new Map(
    rows.map(({ source, focus_x: x, focus_y: y, ...media }) => [
      source,
      { ...media, focus: x === null || y === null ? null : { x, y } },
    ]),
  );
}
