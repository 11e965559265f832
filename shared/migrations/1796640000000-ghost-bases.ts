import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a Ghost said last of each text, for the day when texts go back. */
export class GhostBases1796640000000 implements MigrationInterface {
  readonly name = 'GhostBases1796640000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table ghost_bases (
        post_id uuid primary key references posts on delete cascade,
        origin text not null constraint ghost_bases_origin_check check (origin in ('ghost', 'here')),
        said jsonb not null,
        content_hash text not null,
        taken_at timestamptz not null
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
