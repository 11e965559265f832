// The same pages of the same rows as somebody writes them in an afternoon: Koa, pg, a statement for each thing, a template
// literal. What stands around the page is told over IPC and is ours to the letter.
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import pg from 'pg';
import * as sql from '../bare-statements.js';

export interface Shell {
  before: string;
  after: string;
}

interface Row {
  id: string;
  slug: string;
  title: string;
  excerpt: string;
  html: string;
  /** HTML; of what a search found only. */
  snippet?: string;
  published_at: Date;
  reading_minutes: number;
  total: number;
}

interface Link {
  post_id: string;
  slug: string;
  name: string;
}

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 8 });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });
const escape = (text: string) =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? one);

async function read<R extends object>(name: string, text: string, values: unknown[]): Promise<R[]> {
  return (await pool.query<R>({ name, text, values })).rows;
}

const link = (href: string, word: string) => `<a href="${href}">${escape(word)}</a>`;
const names = (id: string, links: Link[], kind: string) =>
  links
    .filter((one) => one.post_id === id)
    .map(({ slug, name }) => link(`/${kind}/${slug}/`, name))
    .join(', ');

const brief = (row: Row, tags: Link[], authors: Link[]) => `<article><h2>${link(`/${row.slug}/`, row.title)}</h2>
<p>${row.snippet ?? escape(row.excerpt)}</p>
<p>${names(row.id, authors, 'author')} <time datetime="${row.published_at.toISOString()}">${day.format(row.published_at)}</time> ${names(row.id, tags, 'tag')}</p></article>`;

async function briefs(rows: Row[]): Promise<string> {
  const ids = rows.map(({ id }) => id);
  const tags = await read<Link>('tags', sql.tags, [ids]);
  const authors = await read<Link>('authors', sql.authors, [ids]);
  return rows.map((row) => brief(row, tags, authors)).join('\n');
}

async function showHome(skip: number): Promise<string> {
  const rows = await read<Row>('newest', sql.newest, [12, skip]);
  const [count] = await read<Row>('count', sql.count, []);
  return `<h1>Earlier</h1><p>${count?.total ?? 0} posts</p>${await briefs(rows)}`;
}

async function showTag(slug: string): Promise<string> {
  const [tag] = await read<Link>('tag', sql.tag, [slug]);
  const rows = await read<Row>('tagged', sql.tagged, [slug, 12, 0]);
  const [count] = await read<Row>('count tagged', sql.countTagged, [slug]);
  return `<h1>${escape(tag?.name ?? '')}</h1><p>${count?.total ?? 0} posts</p>${await briefs(rows)}`;
}

async function showSearch(question: string): Promise<string> {
  const rows = await read<Row>('search', sql.search, [question, 0, 10]);
  return `<h1>Search</h1><p>${rows[0]?.total ?? 0} found</p>${await briefs(rows)}`;
}

async function showPost(slug: string): Promise<string> {
  const [post] = await read<Row>('post', sql.post, [slug]);
  if (post === undefined) throw new Error(`there is no ${slug}`);
  const tags = await read<Link>('tags', sql.tags, [[post.id]]);
  const authors = await read<Link>('authors', sql.authors, [[post.id]]);
  const beside = [post.published_at, post.id];
  const [newer] = await read<Row>('newer', sql.newer, beside);
  const [older] = await read<Row>('older', sql.older, beside);
  const next = [newer, older].map((row) => (row === undefined ? '' : link(`/${row.slug}/`, row.title)));
  return `<article><h1>${escape(post.title)}</h1><p>${names(post.id, authors, 'author')} ${day.format(post.published_at)},
    ${post.reading_minutes} min</p>${post.html}<p>${names(post.id, tags, 'tag')}</p>${next.join(' ')}</article>`;
}

function show(path: string, query: URLSearchParams): Promise<string> {
  const [, kind = '', slug = ''] = path.split('/');
  if (kind === '') return showHome(12 * (Number(query.get('page') ?? 1) - 1));
  if (kind === 'tag') return showTag(slug);
  if (kind === 'search') return showSearch(query.get('q') ?? '');
  return showPost(kind);
}

process.on('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));
process.on('message', (message) => {
  const { kind, before, after } = message as Shell & { kind?: string };
  if (kind !== 'shell') return;
  const koa = new Koa();
  koa.use(async (ctx) => {
    ctx.body = before + (await show(ctx.path, ctx.URL.searchParams)) + after;
    ctx.type = 'html';
  });
  const server = koa.listen(0, '127.0.0.1', () => {
    const publicPort = (server.address() as AddressInfo).port;
    process.send?.({ kind: 'ready', publicPort, internalPort: 0 });
  });
});
process.send?.({ kind: 'what?' });
