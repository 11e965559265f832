import type { MadePicture } from '../../contracts/media.js';

/** A pool on which each statement is a transaction of its own: pictures are made in none. */
export interface Statements {
  query<R>(sql: string, values?: unknown[]): Promise<R>;
}

/** A medium this young is being enqueued by whoever added it. */
const patienceSeconds = 5;

/** The hash of a medium whose variants are not made yet; null for any other. */
export async function findUnmade(database: Statements, mediaId: string): Promise<string | null> {
  const sql = `select sha256 from media where id = $1 and state <> 'ready'`;
  const [medium] = await database.query<{ sha256: string }[]>(sql, [mediaId]);
  return medium?.sha256 ?? null;
}

/** From here on pages show it. */
export async function markReady(database: Statements, mediaId: string, made: MadePicture): Promise<void> {
  const sql = `
    update media set state = 'ready', variants = $2, placeholder = $3, focus_x = $4, focus_y = $5 where id = $1`;
  const { variants, placeholder, focus } = made;
  await database.query(sql, [mediaId, variants, placeholder, focus?.x, focus?.y]);
}

export async function markFailed(database: Statements, mediaId: string): Promise<void> {
  await database.query(`update media set state = 'failed' where id = $1 and state = 'new'`, [mediaId]);
}

/** Media that should have variants by now: the oldest first. */
export async function findNewMedia(database: Statements, limit: number): Promise<string[]> {
  const sql = `
    select id from media
    where state = 'new' and created_at < now() - make_interval(secs => ${patienceSeconds})
    order by created_at
    limit $1`;
  const rows = await database.query<{ id: string }[]>(sql, [limit]);
  return rows.map((row) => row.id);
}

/** Which of these hashes belong to a medium. */
export async function knownHashes(database: Statements, hashes: string[]): Promise<Set<string>> {
  const rows = await database.query<{ sha256: string }[]>(`select sha256 from media where sha256 = any($1)`, [hashes]);
  return new Set(rows.map((row) => row.sha256));
}

/** Whether any medium is known at all. */
export async function hasMedia(database: Statements): Promise<boolean> {
  const [answer] = await database.query<{ any: boolean }[]>('select exists (select from media) as any');
  return answer?.any === true;
}
