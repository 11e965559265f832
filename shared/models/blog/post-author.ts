import { Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import { KeyTo, Whole } from '../columns.js';
import type { Author } from './author.js';
import type { Post } from './post.js';

/** An author of a post; the first is named first. */
@Entity('post_authors')
@Unique(['postId', 'position'])
@Index(['authorId'])
export class PostAuthor {
  @KeyTo()
  postId: string;

  @KeyTo()
  authorId: string;

  /** From 0. */
  @Whole()
  position: number;

  @ManyToOne('Post', 'authors', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'post_id' })
  post: Post;

  @ManyToOne('Author', { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'author_id' })
  author: Author;
}
