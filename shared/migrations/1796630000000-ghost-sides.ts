import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a living Ghost keeps beside its texts, and who made the menu. */
export class GhostSides1796630000000 implements MigrationInterface {
  readonly name = 'GhostSides1796630000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `create table ghost_settings (site text primary key, said jsonb not null, content_hash text not null)`,
    );
    await queryRunner.query(`
      create table ghost_tiers (
        site text not null,
        ghost_id text not null,
        content_hash text not null,
        name text not null,
        slug text not null,
        type text not null,
        active boolean not null default true,
        visibility text not null,
        currency character(3) constraint ghost_tiers_currency_check check (currency ~ '^[A-Z]{3}$'),
        monthly_minor bigint,
        yearly_minor bigint,
        constraint ghost_tiers_price_check check (monthly_minor >= 0 and yearly_minor >= 0),
        primary key (site, ghost_id)
      )`);
    await queryRunner.query(`
      create table ghost_newsletters (
        site text not null,
        ghost_id text not null,
        content_hash text not null,
        name text not null,
        slug text not null,
        status text not null,
        primary key (site, ghost_id)
      )`);
    await queryRunner.query(`
      create table ghost_members (
        site text not null,
        ghost_id text not null,
        content_hash text not null,
        email text not null,
        status text not null,
        newsletter_ids text[] not null,
        primary key (site, ghost_id)
      )`);
    await queryRunner.query(`create index ghost_members_email_idx on ghost_members (email)`);
    await queryRunner.query(`
      create table menus (
        name text primary key,
        origin text not null constraint menus_origin_check check (origin in ('ghost', 'here'))
      )`);
    await queryRunner.query(`
      alter table ghost_cursors
        drop constraint ghost_cursors_kind_check,
        add constraint ghost_cursors_kind_check
          check (kind in ('tags', 'users', 'posts', 'pages', 'members', 'actions')) not valid`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
