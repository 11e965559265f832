import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Jobs that failed for good. Here, and not in the queue, because the queue may be lost and sweeps must not order them again. */
export class DeadJobs1795605000000 implements MigrationInterface {
  readonly name = 'DeadJobs1795605000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table dead_jobs (
        app text not null,
        name text not null,
        id text not null,
        payload jsonb not null,
        attempts integer not null,
        error text not null,
        died_at timestamptz not null default now(),
        retry_at timestamptz,
        dropped_at timestamptz,
        primary key (app, name, id),
        constraint dead_jobs_fate_check check (retry_at is null or dropped_at is null)
      )`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
