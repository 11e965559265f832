import type { PostSummaryDto } from '../../contracts/dtos/blog.js';
import type { Statement } from '../../contracts/unit-of-work.js';
import { columnsOf } from '../columns-of.js';
import type { ReadDeps } from '../unit-deps.js';
import { sqlOfCompanions } from './companions.js';
import { newestFirst } from './narrow.js';
import { openTo, sqlOfListed } from './policy.js';
import { summaryColumns, toSummary, type PostSummary } from './summary.js';

const most = 100;

/** Of how many to take, the present moment, and what strangers may read to the end. */
const statement: Statement = {
  name: 'list for everyone',
  text: `select ${columnsOf('post', summaryColumns)}, ${sqlOfCompanions('post')}
    from posts post where ${sqlOfListed('post', '$2')} and post.visibility = any($3)
    order by ${newestFirst} limit $1`,
};

/** One query. Nobody is told how many there are: no index knows it, and counting would read the whole table. */
export async function listForEveryone({ read, clock }: ReadDeps, limit: number): Promise<PostSummaryDto[]> {
  const posts = await read<PostSummary>(statement, [Math.min(limit, most), clock(), openTo(null)]);
  return posts.map(toSummary);
}
