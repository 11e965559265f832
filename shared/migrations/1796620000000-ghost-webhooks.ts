import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Our webhooks at a Ghost, and what came of them: that something changed, never what is in it. */
export class GhostWebhooks1796620000000 implements MigrationInterface {
  readonly name = 'GhostWebhooks1796620000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table ghost_webhooks (
        site text not null,
        ghost_id text not null,
        event text not null,
        target_url text not null,
        created_at timestamptz not null,
        primary key (site, ghost_id)
      )`);
    await queryRunner.query(`
      create table ghost_deliveries (
        digest text primary key constraint ghost_deliveries_digest_check check (digest ~ '^[0-9a-f]{64}$'),
        site text not null,
        event text not null,
        kind text
          constraint ghost_deliveries_kind_check check (kind in ('tags', 'users', 'posts', 'pages', 'members')),
        ghost_id text constraint ghost_deliveries_ghost_id_check check (ghost_id ~ '^[0-9a-f]{24}$'),
        heeded boolean not null default false,
        received_at timestamptz not null
      )`);
    await queryRunner.query(`create index ghost_deliveries_received_at_idx on ghost_deliveries (received_at)`);
    await queryRunner.query(
      `create index ghost_deliveries_unheeded_idx on ghost_deliveries (site, received_at) where not heeded`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
