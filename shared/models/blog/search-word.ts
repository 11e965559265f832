import { Entity, Index, PrimaryColumn } from 'typeorm';

/** Every word that stands in a public text, as it is written there. Words are never taken out: a question is only mended to one that finds something. */
@Entity('search_words')
@Index('search_words_word_idx', { synchronize: false })
export class SearchWord {
  @PrimaryColumn({ type: 'text' })
  word: string;
}
