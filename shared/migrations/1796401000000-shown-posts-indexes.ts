import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists show posts whoever may read on, so their index holds all of them; it serves the lists of before as well. */
export class ShownPostsIndexes1796401000000 implements MigrationInterface {
  readonly name = 'ShownPostsIndexes1796401000000';
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`drop index concurrently if exists posts_shown_idx`);
    await queryRunner.query(`
      create index concurrently posts_shown_idx on posts (published_at, id)
        where kind = 'post' and status = 'published'`);
    await queryRunner.query(`drop index concurrently if exists post_searches_open_words_idx`);
    await queryRunner.query(`
      create index concurrently post_searches_open_words_idx on post_searches using gin (open_words)`);
    await queryRunner.query(`drop index concurrently if exists posts_listed_idx`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
