import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Baskets of members and guests, and what is in them. */
export class Baskets1795604000000 implements MigrationInterface {
  readonly name = 'Baskets1795604000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table baskets (
        id uuid primary key,
        member_id uuid unique references members (id) on delete cascade,
        guest_sha256 text unique constraint baskets_guest_check check (guest_sha256 ~ '^[0-9a-f]{64}$'),
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint baskets_owner_check check (num_nonnulls(member_id, guest_sha256) = 1)
      )`);
    await queryRunner.query(`
      create table basket_lines (
        id uuid primary key,
        basket_id uuid not null references baskets (id) on delete cascade,
        product_id uuid not null references products (id) on delete restrict,
        quantity integer not null constraint basket_lines_quantity_check check (quantity between 1 and 999),
        added_at timestamptz not null,
        unique (basket_id, product_id)
      )`);
    await queryRunner.query(`create index basket_lines_product_id_idx on basket_lines (product_id)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
