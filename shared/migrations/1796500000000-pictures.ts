import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Our own copies of the pictures that texts fetch from elsewhere, and what of a text is made of them. */
export class Pictures1796500000000 implements MigrationInterface {
  readonly name = 'Pictures1796500000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table media add column focus_x smallint, add column focus_y smallint`);
    await queryRunner.query(`
      alter table media
        add constraint media_focus_x_check check (focus_x between 0 and 100) not valid,
        add constraint media_focus_y_check check (focus_y between 0 and 100) not valid`);
    await queryRunner.query(`
      create table picture_copies (
        id uuid primary key,
        source text not null unique constraint picture_copies_source_check check (source ~ '^https?://' and length(source) <= 2000),
        state text not null default 'wanted'
          constraint picture_copies_state_check check (state in ('wanted', 'copied', 'refused')),
        media_id uuid references media on delete restrict,
        attempts integer not null default 0 constraint picture_copies_attempts_check check (attempts >= 0),
        trouble text,
        next_try_at timestamptz not null,
        created_at timestamptz not null,
        constraint picture_copies_copied_check check ((state = 'copied') = (media_id is not null))
      )`);
    await queryRunner.query(`create index picture_copies_media_id_idx on picture_copies (media_id)`);
    // What is due, the longest waiting first.
    await queryRunner.query(
      `create index picture_copies_wanted_idx on picture_copies (next_try_at) where state = 'wanted'`,
    );
    await queryRunner.query(`
      create table post_pictures (
        post_id uuid not null references posts on delete cascade,
        copy_id uuid not null references picture_copies on delete cascade,
        primary key (post_id, copy_id)
      )`);
    await queryRunner.query(`create index post_pictures_copy_id_idx on post_pictures (copy_id)`);
    await queryRunner.query(`alter table posts add column picture jsonb`);
    await queryRunner.query(`alter table tags add column picture jsonb`);
    await queryRunner.query(`alter table authors add column picture jsonb`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
