import { Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import { KeyTo, Whole } from '../columns.js';
import type { Post } from './post.js';
import type { Tag } from './tag.js';

/** A tag on a post, in the author's order. */
@Entity('post_tags')
@Unique(['postId', 'position'])
@Index(['tagId'])
export class PostTag {
  @KeyTo()
  postId: string;

  @KeyTo()
  tagId: string;

  /** From 0. */
  @Whole()
  position: number;

  @ManyToOne('Post', 'tags', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'post_id' })
  post: Post;

  @ManyToOne('Tag', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'tag_id' })
  tag: Tag;
}
