import type { AuthorDto, TagDto } from '../../contracts/dtos/blog.js';
import { shownTag } from './policy.js';

/** What is told of a post beside its own columns: its public tags and its authors, in the order that its author gave. */
export interface Companions {
  tags: TagDto[];
  authors: AuthorDto[];
}

const linked = (from: string, thing: string, post: string) => `
  (select coalesce(json_agg(json_build_object('slug', ${thing}.slug, 'name', ${thing}.name) order by link.position), '[]')
   ${from} and link.post_id = ${post}.id)`;

/** `tags` and `authors` of each row of `post`, for statements written by hand. */
export function sqlOfCompanions(post: string): string {
  const ofTags = `from post_tags link join tags tag on tag.id = link.tag_id where tag.visibility = '${shownTag.visibility}'`;
  const ofAuthors = 'from post_authors link join authors author on author.id = link.author_id where true';
  return `${linked(ofTags, 'tag', post)} as tags, ${linked(ofAuthors, 'author', post)} as authors`;
}
