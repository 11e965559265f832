import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calendars and what is entered in them. */
export class Calendars1795603000000 implements MigrationInterface {
  readonly name = 'Calendars1795603000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table calendars (
        id uuid primary key,
        slug text not null unique constraint calendars_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        title text not null constraint calendars_title_check check (title <> ''),
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await queryRunner.query(`
      create table entries (
        id uuid primary key,
        calendar_id uuid not null references calendars (id) on delete restrict,
        slug text not null unique constraint entries_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        title text not null constraint entries_title_check check (title <> ''),
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        zone text not null constraint entries_zone_check check (zone ~ '^[A-Za-z][A-Za-z0-9_+/-]*$'),
        place text not null constraint entries_place_check check (place <> ''),
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint entries_span_check check (ends_at > starts_at)
      )`);
    await queryRunner.query(`create index entries_calendar_id_starts_at_idx on entries (calendar_id, starts_at)`);
    // What is still to come is what has not ended: a small part of a table that only grows.
    await queryRunner.query(`create index entries_ends_at_idx on entries (ends_at)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
