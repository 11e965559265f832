import type { BlogDeps } from '../deps.js';

/** Two imports at once would give one free slug to two posts. Ends with the transaction. */
export async function oneImportAtATime({ manager }: BlogDeps): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('blog.import', 0))`);
}
