import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails that prove an address, browsers that are known, who agreed to which terms, and what handles look like. */
export class SignInByMail1796800000000 implements MigrationInterface {
  readonly name = 'SignInByMail1796800000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table sign_in_mails (
        id uuid primary key,
        interaction text not null,
        email text not null constraint sign_in_mails_email_check check (email = lower(email)),
        mailbox text not null,
        lane text not null,
        household text not null,
        code_hash text,
        link_hash text not null unique,
        wrong_codes integer not null default 0
          constraint sign_in_mails_wrong_codes_check check (wrong_codes >= 0),
        asked_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        used_by text,
        constraint sign_in_mails_used_check
          check ((used_at is null) = (used_by is null) and used_by in ('code', 'link'))
      )`);
    await queryRunner.query(`create index sign_in_mails_interaction_idx on sign_in_mails (interaction)`);
    await queryRunner.query(`create index sign_in_mails_mailbox_asked_at_idx on sign_in_mails (mailbox, asked_at)`);
    await queryRunner.query(`create index sign_in_mails_household_asked_at_idx on sign_in_mails (household, asked_at)`);
    await queryRunner.query(`create index sign_in_mails_asked_at_idx on sign_in_mails (asked_at)`);
    await queryRunner.query(`
      create table known_browsers (
        browser_hash text not null,
        member_id uuid not null references members (id) on delete cascade,
        household text not null,
        seen_at timestamptz not null,
        primary key (browser_hash, member_id)
      )`);
    await queryRunner.query(`create index known_browsers_member_id_idx on known_browsers (member_id)`);
    await queryRunner.query(`create index known_browsers_seen_at_idx on known_browsers (seen_at)`);
    await queryRunner.query(`
      create table agreements (
        member_id uuid not null references members (id) on delete cascade,
        version text not null,
        agreed_at timestamptz not null,
        primary key (member_id, version)
      )`);
    // What the eye takes for the same is the same: 0 and o, 1 and i and l, 5 and s, rn and m, vv and w; _ is not seen.
    await queryRunner.query(`
      create function shape_of_handle(handle text) returns text language sql immutable strict parallel safe
      return replace(replace(translate(replace(handle, '_', ''), '01i5', 'olls'), 'rn', 'm'), 'vv', 'w')`);
    await queryRunner.query(`alter table members add column handle_shape text`);
    // By a trigger, so that whoever writes a handle cannot forget it.
    await queryRunner.query(`
      create function members_shape_handle() returns trigger language plpgsql as $$
      begin
        new.handle_shape := shape_of_handle(new.handle);
        return new;
      end $$`);
    await queryRunner.query(`
      create trigger members_shape_handle before insert or update on members
        for each row execute function members_shape_handle()`);
    // So far only operators made members, one by one: they are few, and nobody waits long for their rows.
    await queryRunner.query(`update members set handle_shape = shape_of_handle(handle) where handle_shape is null`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
