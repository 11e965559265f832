import type { MigrationInterface, QueryRunner } from 'typeorm';

/** PostgreSQL takes what stands between angle brackets for markup. */
const plain = (text: string) => `translate(${text}, '<>', '  ')`;

const wordsOf = (text: string) =>
  `setweight(to_tsvector('english', ${plain('title')}), 'A') || setweight(to_tsvector('english', ${plain('excerpt')}), 'B')
    || setweight(to_tsvector('english', ${plain(`left(${text}, 300000)`)}), 'C')`;

/** Of a text that is not for everyone: the words that stand before its paywall, which alone strangers may search. */
export class ClosedPosts1796400000000 implements MigrationInterface {
  readonly name = 'ClosedPosts1796400000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table post_searches add column open_words tsvector`);
    await queryRunner.query(
      `update post_searches set open_words = ${wordsOf('teaser_text')} from posts where id = post_id and visibility <> 'public'`,
    );
    await queryRunner.query(
      `update post_searches set words = ${wordsOf('text')} from posts where id = post_id and title || excerpt || text like '%<%'`,
    );
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: write another one that undoes this.'));
  }
}
