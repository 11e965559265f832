import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a migration's `up` sends, in order, without a database. */
export async function recordSql(migration: MigrationInterface): Promise<string[]> {
  const sent: string[] = [];
  await migration.up(recorder(sent));
  return sent;
}

/** Why `down` does what it must not; null when it refuses at once, as migrations that only go forward do. */
export async function complaintAboutDown(migration: MigrationInterface): Promise<string | null> {
  const sent: string[] = [];
  try {
    await migration.down(recorder(sent));
  } catch {
    return sent.length === 0 ? null : `down() sends ${JSON.stringify(sent[0])} before it refuses`;
  }
  return 'down() does not refuse';
}

/** Answers nothing: a migration that decides by what it reads cannot be looked at beforehand. */
function recorder(sent: string[]): QueryRunner {
  const query = (sql: string) => {
    sent.push(sql);
    return Promise.resolve([]);
  };
  return new Proxy({} as QueryRunner, {
    get(_target, name) {
      if (name === 'query') return query;
      throw new Error(`It uses queryRunner.${String(name)}; migrations are SQL in the open: queryRunner.query(...).`);
    },
  });
}
