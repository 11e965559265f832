import type { MigrationInterface, QueryRunner } from 'typeorm';

const fromGhost = `
  ghost_site text,
  ghost_id text,
  ghost_slug text,
  ghost_updated_at timestamptz,
  content_hash text`;

/** Posts and pages with their tags and authors. A slug is an address, so posts and pages share one unique list of them. */
export class BlogContent1795518000000 implements MigrationInterface {
  readonly name = 'BlogContent1795518000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table posts (
        id uuid primary key,
        kind text not null constraint posts_kind_check check (kind in ('post', 'page')),
        slug text not null unique constraint posts_slug_check check (slug <> '' and slug not like '%/%'),
        title text not null,
        status text not null constraint posts_status_check check (status in ('draft', 'scheduled', 'published', 'sent')),
        visibility text not null constraint posts_visibility_check check (visibility in ('public', 'members', 'paid', 'tiers')),
        featured boolean not null default false,
        headed boolean not null default true,
        published_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        standfirst text,
        excerpt text not null,
        html text not null,
        source_html text,
        lexical text,
        reading_minutes integer not null,
        picture_src text,
        picture_alt text,
        picture_caption text,
        canonical_url text,
        meta_title text,
        meta_description text,
        og_title text,
        og_description text,
        og_image text,
        twitter_title text,
        twitter_description text,
        twitter_image text,
        codeinjection_head text,
        codeinjection_foot text,
        ${fromGhost},
        unique (ghost_site, ghost_id),
        constraint posts_ghost_check check ((ghost_site is null) = (ghost_id is null)),
        constraint posts_published_check check (status <> 'published' or published_at is not null)
      )`);
    // The list is read backwards along this index, newest first.
    await queryRunner.query(`
      create index posts_listed_idx on posts (published_at, id)
        where kind = 'post' and status = 'published' and visibility = 'public'`);
    await queryRunner.query(`
      create table tags (
        id uuid primary key,
        slug text not null unique constraint tags_slug_check check (slug <> '' and slug not like '%/%'),
        name text not null,
        visibility text not null constraint tags_visibility_check check (visibility in ('public', 'internal')),
        description text,
        picture_src text,
        meta_title text,
        meta_description text,
        accent_color text,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        ${fromGhost},
        unique (ghost_site, ghost_id),
        constraint tags_ghost_check check ((ghost_site is null) = (ghost_id is null))
      )`);
    await queryRunner.query(`
      create table authors (
        id uuid primary key,
        slug text not null unique constraint authors_slug_check check (slug <> '' and slug not like '%/%'),
        name text not null,
        bio text,
        website text,
        location text,
        picture_src text,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        ${fromGhost},
        unique (ghost_site, ghost_id),
        constraint authors_ghost_check check ((ghost_site is null) = (ghost_id is null))
      )`);
    await queryRunner.query(`
      create table post_tags (
        post_id uuid not null references posts on delete cascade,
        tag_id uuid not null references tags on delete cascade,
        position integer not null,
        primary key (post_id, tag_id),
        unique (post_id, position)
      )`);
    await queryRunner.query(`create index post_tags_tag_id_idx on post_tags (tag_id)`);
    await queryRunner.query(`
      create table post_authors (
        post_id uuid not null references posts on delete cascade,
        author_id uuid not null references authors on delete restrict,
        position integer not null,
        primary key (post_id, author_id),
        unique (post_id, position)
      )`);
    await queryRunner.query(`create index post_authors_author_id_idx on post_authors (author_id)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
