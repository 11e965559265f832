import type { MigrationInterface, QueryRunner } from 'typeorm';

/** No two handles look alike. */
export class HandleShapes1796800100000 implements MigrationInterface {
  readonly name = 'HandleShapes1796800100000';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`drop index concurrently if exists members_handle_shape_idx`);
    await queryRunner.query(`create unique index concurrently members_handle_shape_idx on members (handle_shape)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
