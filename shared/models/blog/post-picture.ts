import { Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import { KeyTo } from '../columns.js';
import type { PictureCopy } from './picture-copy.js';
import type { Post } from './post.js';

/** A picture that a post shows, at its head or in its text. */
@Entity('post_pictures')
@Index(['copyId'])
export class PostPicture {
  @KeyTo()
  postId: string;

  @KeyTo()
  copyId: string;

  @ManyToOne('Post', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'post_id' })
  post: Post;

  @ManyToOne('PictureCopy', { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn({ name: 'copy_id' })
  copy: PictureCopy;
}
