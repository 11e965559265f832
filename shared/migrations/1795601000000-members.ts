import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The people of the house, and what some of them are trusted with. */
export class Members1795601000000 implements MigrationInterface {
  readonly name = 'Members1795601000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table members (
        id uuid primary key,
        handle text not null unique constraint members_handle_check check (handle ~ '^[a-z0-9_]{2,30}$'),
        email text not null unique
          constraint members_email_check check (email = lower(email) and email like '_%@_%'),
        name text not null constraint members_name_check check (name <> ''),
        joined_at timestamptz not null
      )`);
    await queryRunner.query(`
      create table member_roles (
        member_id uuid not null references members (id) on delete cascade,
        role text not null constraint member_roles_role_check
          check (role in ('editor', 'shopkeeper', 'organiser', 'moderator', 'admin')),
        granted_at timestamptz not null,
        granted_by uuid references members (id) on delete set null,
        primary key (member_id, role)
      )`);
    await queryRunner.query(`create index member_roles_granted_by_idx on member_roles (granted_by)`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
