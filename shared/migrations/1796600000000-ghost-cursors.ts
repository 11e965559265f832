import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far each kind of things of a living Ghost was read. */
export class GhostCursors1796600000000 implements MigrationInterface {
  readonly name = 'GhostCursors1796600000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table ghost_cursors (
        site text not null,
        kind text not null
          constraint ghost_cursors_kind_check check (kind in ('tags', 'users', 'posts', 'pages', 'actions')),
        updated_at timestamptz not null,
        ghost_id text,
        primary key (site, kind)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
