import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which keys a Ghost refused: a replica that still has an old one must not ask with it again and again. */
export class RefusedKeys1796611000000 implements MigrationInterface {
  readonly name = 'RefusedKeys1796611000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table ghost_watches add column refused_marks text[] not null default '{}'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
