import type { PostDto } from '../../contracts/dtos/blog.js';
import type { NewestQuery } from '../../contracts/services/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { columnsOf } from '../columns-of.js';
import type { ReadDeps } from '../unit-deps.js';
import { sqlOfCompanions } from './companions.js';
import { fullColumns, toPostDto, type PostInFull } from './in-full.js';
import { narrow, newestFirst } from './narrow.js';
import { openTo } from './policy.js';

const most = 100;
const columns = columnsOf('post', fullColumns);

/** One query, however many posts. */
export async function listInFull(
  { read, clock }: ReadDeps,
  viewer: MaybeViewer,
  query: NewestQuery,
): Promise<PostDto[]> {
  const { which, among, values } = narrow(query, clock(), 2);
  const text = `select ${columns}, ${sqlOfCompanions('post')} from ${among} order by ${newestFirst} limit $1`;
  const posts = await read<PostInFull>({ name: `list in full${which}`, text }, [
    Math.min(query.limit, most),
    ...values,
  ]);
  const open = openTo(viewer);
  return posts.map((post) => toPostDto(post, open));
}
