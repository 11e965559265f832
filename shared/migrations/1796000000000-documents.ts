import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Texts as data, what was made of them, and the addresses that they had before. */
export class Documents1796000000000 implements MigrationInterface {
  readonly name = 'Documents1796000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table posts
        add column document jsonb,
        add column mobiledoc text,
        add column teaser_html text not null default '',
        add column text text not null default '',
        add column teaser_text text not null default '',
        add column outline jsonb,
        add column refs jsonb`);
    // A slug leads to one post: whoever has it now comes before whoever had it once.
    await queryRunner.query(`
      create table post_slugs (
        slug text primary key constraint post_slugs_slug_check check (slug <> '' and slug not like '%/%'),
        post_id uuid not null references posts on delete cascade,
        created_at timestamptz not null
      )`);
    await queryRunner.query(`create index post_slugs_post_id_idx on post_slugs (post_id)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
