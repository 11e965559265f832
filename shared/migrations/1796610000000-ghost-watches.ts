import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the reading of each living Ghost stands: whose turn it is, until when it waits, and what came of it. */
export class GhostWatches1796610000000 implements MigrationInterface {
  readonly name = 'GhostWatches1796610000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table ghost_watches (
        site text not null primary key,
        held_by text,
        held_until timestamptz,
        fence bigint not null default '0',
        taken_at timestamptz,
        read_at timestamptz,
        seen text,
        mirrored_at timestamptz,
        whole_wanted_at timestamptz,
        drift integer,
        drift_at timestamptz,
        key_mark text,
        paused_at timestamptz,
        paused_why text,
        failures integer not null default 0,
        failed_kind text,
        failed_why text,
        failed_at timestamptz,
        next_try_at timestamptz,
        version text,
        ticks bigint not null default '0',
        errors jsonb not null default '{}',
        constraint ghost_watches_held_check check ((held_by is null) = (held_until is null)),
        constraint ghost_watches_paused_check check ((paused_at is null) = (paused_why is null)),
        constraint ghost_watches_drift_check check ((drift is null) = (drift_at is null))
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
