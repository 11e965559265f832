import { AuthorSlug } from '../../models/blog/author-slug.js';
import { Author } from '../../models/blog/author.js';
import { PostSlug } from '../../models/blog/post-slug.js';
import { Post } from '../../models/blog/post.js';
import { TagSlug } from '../../models/blog/tag-slug.js';
import { Tag } from '../../models/blog/tag.js';

/** Whose addresses are remembered, where those that were left stand, and the column there that says who left them. */
export const formerSlugs = {
  post: { entity: Post, left: PostSlug, owner: 'postId' },
  tag: { entity: Tag, left: TagSlug, owner: 'tagId' },
  author: { entity: Author, left: AuthorSlug, owner: 'authorId' },
} as const;
