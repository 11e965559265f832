import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Looks at the rows that were there before their focal points had bounds. */
export class FocusChecked1796500100000 implements MigrationInterface {
  readonly name = 'FocusChecked1796500100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table media validate constraint media_focus_x_check`);
    await queryRunner.query(`alter table media validate constraint media_focus_y_check`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
