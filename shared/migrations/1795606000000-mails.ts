import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails that units of work asked for. The key makes a second one impossible; what was in a sent one is forgotten. */
export class Mails1795606000000 implements MigrationInterface {
  readonly name = 'Mails1795606000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table mails (
        id uuid primary key,
        key text not null unique,
        app text not null,
        template text not null,
        recipient text not null,
        data jsonb not null,
        state text not null default 'queued'
          constraint mails_state_check check (state in ('queued', 'sent', 'refused')),
        attempts integer not null default 0,
        sending_until timestamptz,
        answer text,
        created_at timestamptz not null,
        sent_at timestamptz,
        constraint mails_sent_check check ((state = 'sent') = (sent_at is not null)),
        constraint mails_emptied_check check (state <> 'sent' or data = '{}'::jsonb)
      )`);
    // What an app still has to send, the oldest first.
    await queryRunner.query(`create index mails_queued_idx on mails (app, created_at) where state = 'queued'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
