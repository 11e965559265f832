import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a text that is not for everyone: the words that stand before its paywall, which alone strangers may search. */
export class ClosedPosts1796400000000 implements MigrationInterface {
  readonly name = 'ClosedPosts1796400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table post_searches add column open_words tsvector`);
    await queryRunner.query(`
      update post_searches set open_words = setweight(to_tsvector('english', title), 'A')
        || setweight(to_tsvector('english', excerpt), 'B') || setweight(to_tsvector('english', left(teaser_text, 300000)), 'C')
      from posts where id = post_id and visibility <> 'public'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
