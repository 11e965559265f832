import type { SearchDto, SearchHitDto, SearchQuery } from '../../../contracts/dtos/blog.js';
import type { MaybeViewer } from '../../../contracts/viewer.js';
import { sliceOf, toPage } from '../../../lib/pages.js';
import { Post } from '../../../models/blog/post.js';
import type { Statement } from '../../../contracts/unit-of-work.js';
import { columnsOf } from '../../columns-of.js';
import { sqlOfCompanions } from '../companions.js';
import type { BlogDeps } from '../deps.js';
import { openTo, shownTo } from '../policy.js';
import { summaryColumns, toSummary, type PostSummary } from '../summary.js';
import { markStart, markStop, splitMarks } from './marks.js';
import { mendWords } from './mend-words.js';

interface Row {
  id: string;
  total: number;
  title: string;
  snippet: string;
}

const longestQuestion = 200;
/** Two more of them, for angle brackets: PostgreSQL would take what stands between those for markup. */
const asides = '\u{E002}\u{E003}';

const headline = (text: string, options: string) =>
  `translate(ts_headline('english', translate(${text}, '<>', '${asides}'), question, '${options}, ${marks}'), '${asides}', '<>')`;

const columns = 'post.id, post.title, post.excerpt, post.published_at';
const marks = `StartSel=${markStart}, StopSel=${markStop}`;

/**
 * What was found is ranked first, by where the words stand and how near to each other; only what is shown is then read
 * and marked. Of a text that the viewer may not read to the end nothing behind its paywall is compared with the question:
 * whether it was found, and how early, would tell of it. `shown` selects the ids of what is there; `first` is the number of the
 * parameters after its own: the question, how many to skip and to take, and the kinds of texts that are open.
 */
const statement = (shown: string, first: number) => `
  select id, total::int, ${headline('title', 'HighlightAll=true')} as title,
    ${headline(
      "left(case when body = '' then excerpt else body end, 30000)",
      'MaxFragments=2, MinWords=10, MaxWords=26, FragmentDelimiter=" … "',
    )} as snippet
  from (
    select id, title, excerpt, body, question, count(*) over () as total,
      row_number() over (order by ts_rank_cd(words, question, 1) desc, published_at desc, id desc) as place
    from (
      select ${columns}, post.text as body, question, words
      from websearch_to_tsquery('english', $${first}) question, post_searches kept join posts post on post.id = kept.post_id
      where words @@ question and visibility = any($${first + 3}) and post.id in (${shown})
      union all
      select ${columns}, post.teaser_text, question, open_words
      from websearch_to_tsquery('english', $${first}) question, post_searches kept join posts post on post.id = kept.post_id
      where open_words @@ question and visibility <> all($${first + 3}) and post.id in (${shown})
    ) readable
    order by place offset $${first + 1} limit $${first + 2}
  ) found
  order by place`;

/** Published texts that say this, the best first. A question that finds nothing is asked again with its words mended. */
export async function searchPosts(deps: BlogDeps, viewer: MaybeViewer, query: SearchQuery): Promise<SearchDto> {
  const question = query.text.replaceAll('\0', '').trim().slice(0, longestQuestion);
  if (question === '') return { ...toPage<SearchHitDto>([], 0, query), question, mended: null };
  const found = await find(deps, viewer, question, query);
  if (found.length > 0 || query.page > 1) return { ...(await toHits(deps, found, query)), question, mended: null };
  for (const mended of await mendWords(deps.manager, question)) {
    const again = await find(deps, viewer, mended, query);
    if (again.length > 0) return { ...(await toHits(deps, again, query)), question, mended };
  }
  return { ...(await toHits(deps, [], query)), question, mended: null };
}

async function find({ manager, clock }: BlogDeps, viewer: MaybeViewer, question: string, query: SearchQuery) {
  const shown = manager.createQueryBuilder(Post, 'post').where(shownTo(viewer, clock())).select('post.id');
  const [sql, values] = shown.getQueryAndParameters() as [string, unknown[]];
  const { skip, take } = sliceOf(query);
  return manager.query<Row[]>(statement(sql, values.length + 1), [
    ...values,
    question.replace(/[<>]/g, ' '),
    skip,
    take,
    openTo(viewer),
  ]);
}

const summaries: Statement = {
  name: 'summaries',
  text: `select ${columnsOf('post', summaryColumns)}, ${sqlOfCompanions('post')} from posts post where post.id = any($1::uuid[])`,
};

async function toHits({ read }: BlogDeps, rows: Row[], query: SearchQuery) {
  const ids = rows.map(({ id }) => id);
  const posts = ids.length === 0 ? [] : await read<PostSummary>(summaries, [ids]);
  const byId = new Map(posts.map((post) => [post.id, post]));
  const hits = rows.flatMap(({ id, title, snippet }): SearchHitDto[] => {
    const post = byId.get(id);
    if (post === undefined) return [];
    return [{ ...toSummary(post), markedTitle: splitMarks(title), snippet: splitMarks(snippet) }];
  });
  return toPage(hits, rows[0]?.total ?? 0, query);
}
