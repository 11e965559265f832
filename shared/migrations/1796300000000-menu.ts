import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The menu over all six sites, as a tree. */
export class Menu1796300000000 implements MigrationInterface {
  readonly name = 'Menu1796300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table menu_items (
        id uuid primary key,
        parent_id uuid references menu_items on delete cascade,
        position integer not null constraint menu_items_position_check check (position >= 0),
        label text not null constraint menu_items_label_check check (label <> ''),
        href text not null constraint menu_items_href_check check (href <> ''),
        constraint menu_items_parent_id_position_key unique (parent_id, position)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
