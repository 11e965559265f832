import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The check of what is read may be relied on. */
export class GhostCursorsChecked1796630100000 implements MigrationInterface {
  readonly name = 'GhostCursorsChecked1796630100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table ghost_cursors validate constraint ghost_cursors_kind_check`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
