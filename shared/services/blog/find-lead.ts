import type { PostSummaryDto } from '../../contracts/dtos/blog.js';
import type { Statement } from '../../contracts/unit-of-work.js';
import { columnsOf } from '../columns-of.js';
import type { ReadDeps } from '../unit-deps.js';
import { sqlOfCompanions } from './companions.js';
import { sqlOfListed } from './policy.js';
import { summaryColumns, toSummary, type PostSummary } from './summary.js';

/** How long a featured post leads, however much is written after it. In hours, since a day of PostgreSQL's may have 23. */
const leadsFor = `interval '720 hours'`;

const newest = (now: string, condition = '') => `
  (select id from posts lead where ${sqlOfListed('lead', now)} ${condition} order by published_at desc, id desc limit 1)`;

/** The id of the post that leads at the moment `now`, a parameter of the statement; null where there is none. */
export function sqlOfLead(now: string): string {
  const lately = `and lead.featured and lead.published_at >= ${now}::timestamptz - ${leadsFor}`;
  return `coalesce(${newest(now, lately)}, ${newest(now)})`;
}

const statement: Statement = {
  name: 'find lead',
  text: `select ${columnsOf('post', summaryColumns)}, ${sqlOfCompanions('post')} from posts post where post.id = ${sqlOfLead('$1')}`,
};

/** One query. */
export async function findLead({ read, clock }: ReadDeps): Promise<PostSummaryDto | null> {
  const [post] = await read<PostSummary>(statement, [clock()]);
  return post === undefined ? null : toSummary(post);
}
