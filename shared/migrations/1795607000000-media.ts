import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures by the hash of their bytes. The files lie in the media store; `variants` names those that were made. */
export class Media1795607000000 implements MigrationInterface {
  readonly name = 'Media1795607000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table media (
        id uuid primary key,
        sha256 text not null unique constraint media_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
        mime text not null,
        bytes integer not null,
        width integer not null,
        height integer not null,
        alt text not null,
        owner_id uuid references members on delete set null,
        state text not null default 'new' constraint media_state_check check (state in ('new', 'ready', 'failed')),
        variants text[] not null default '{}',
        placeholder text,
        created_at timestamptz not null,
        constraint media_ready_check check ((state = 'ready') = (cardinality(variants) > 0))
      )`);
    await queryRunner.query(`create index media_owner_id_idx on media (owner_id)`);
    // What still has no variants, the oldest first.
    await queryRunner.query(`create index media_new_idx on media (created_at) where state = 'new'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
