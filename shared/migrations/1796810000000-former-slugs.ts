import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The addresses that tags and authors had before, as texts have them. */
export class FormerSlugs1796810000000 implements MigrationInterface {
  readonly name = 'FormerSlugs1796810000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table tag_slugs (
        slug text primary key constraint tag_slugs_slug_check check (slug <> '' and slug not like '%/%'),
        tag_id uuid not null references tags on delete cascade,
        created_at timestamptz not null
      )`);
    await queryRunner.query(`create index tag_slugs_tag_id_idx on tag_slugs (tag_id)`);
    await queryRunner.query(`
      create table author_slugs (
        slug text primary key constraint author_slugs_slug_check check (slug <> '' and slug not like '%/%'),
        author_id uuid not null references authors on delete cascade,
        created_at timestamptz not null
      )`);
    await queryRunner.query(`create index author_slugs_author_id_idx on author_slugs (author_id)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
