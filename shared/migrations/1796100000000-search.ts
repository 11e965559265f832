import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What can be searched: the words of each text by weight, and every word there is, to mend misspelt questions by. */
export class Search1796100000000 implements MigrationInterface {
  readonly name = 'Search1796100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create extension if not exists pg_trgm`);
    await queryRunner.query(`
      create table post_searches (
        post_id uuid primary key references posts on delete cascade,
        words tsvector not null
      )`);
    await queryRunner.query(`create index post_searches_words_idx on post_searches using gin (words)`);
    await queryRunner.query(`create table search_words (word text primary key)`);
    await queryRunner.query(`create index search_words_word_idx on search_words using gin (word gin_trgm_ops)`);
    await queryRunner.query(`
      insert into post_searches (post_id, words)
      select id, setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', excerpt), 'B')
        || setweight(to_tsvector('english', left(text, 300000)), 'C')
      from posts`);
    await queryRunner.query(`
      insert into search_words (word)
      select distinct word
      from posts, unnest(tsvector_to_array(to_tsvector('simple', title || ' ' || excerpt || ' ' || left(text, 300000)))) word
      where status = 'published' and visibility = 'public' and word ~ '^[[:alpha:]]{4,40}$'`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
