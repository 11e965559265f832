import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { KeyTo } from '../columns.js';

/** The words of a text, stemmed as English has it: its title weighs most, then the excerpt, then the text. */
@Entity('post_searches')
@Index('post_searches_words_idx', { synchronize: false })
@Index('post_searches_open_words_idx', { synchronize: false })
export class PostSearch {
  @KeyTo()
  @ForeignKey('Post', { onDelete: 'CASCADE' })
  postId: string;

  @Column({ type: 'tsvector' })
  words: string;

  /** Of a text that is not for everyone, what strangers may find of it; null where that is all of it. */
  @Column({ type: 'tsvector', nullable: true })
  openWords: string | null;
}
