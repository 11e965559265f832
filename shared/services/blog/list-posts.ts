import type { PostsQuery, PostSummaryDto } from '../../contracts/dtos/blog.js';
import type { Page } from '../../contracts/pages.js';
import { mapPage } from '../../lib/pages.js';
import { columnsOf } from '../columns-of.js';
import { pageStatement, readPage } from '../read-page.js';
import type { ReadDeps } from '../unit-deps.js';
import { sqlOfCompanions } from './companions.js';
import { narrow, newestFirst } from './narrow.js';
import { summaryColumns, toSummary, type PostSummary } from './summary.js';

const columns = columnsOf('post', summaryColumns);
const more = sqlOfCompanions('listed');

/** One query, however many posts. */
export async function listPosts({ read, clock }: ReadDeps, query: PostsQuery): Promise<Page<PostSummaryDto>> {
  const { which, among, values } = narrow(query, clock(), 3);
  const statement = pageStatement(`list posts${which}`, { columns, among, order: newestFirst, more });
  return mapPage(await readPage<PostSummary>(read, statement, query, values), toSummary);
}
