import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is sold. `reserved <= on_hand` is what makes overselling impossible, whatever the code above forgets. */
export class Products1795602000000 implements MigrationInterface {
  readonly name = 'Products1795602000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table products (
        id uuid primary key,
        slug text not null unique constraint products_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        name text not null constraint products_name_check check (name <> ''),
        price_minor bigint not null constraint products_price_check check (price_minor >= 0),
        currency char(3) not null constraint products_currency_check check (currency ~ '^[A-Z]{3}$'),
        unit text not null constraint products_unit_check check (unit <> ''),
        on_hand integer not null,
        reserved integer not null default 0,
        withdrawn_at timestamptz,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        constraint products_stock_check check (0 <= reserved and reserved <= on_hand)
      )`);
    await queryRunner.query(`create index products_shelf_idx on products (name, id) where withdrawn_at is null`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
