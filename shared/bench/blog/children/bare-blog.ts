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

interface Product {
  slug: string;
  name: string;
  /** An integer of PostgreSQL that may be longer than JavaScript's. */
  price_minor: string;
  currency: string;
  unit: string;
  available: number;
}

interface Entry {
  slug: string;
  title: string;
  starts_at: Date;
  place: string;
}

/** What leads, what else is new, what is in, what is on, who said what. */
async function showHome(): Promise<string> {
  const [featured] = await read<Row>('featured', sql.featured, []);
  const [lead] = featured === undefined ? await read<Row>('newest', sql.newest, [1, 0]) : [featured];
  if (lead === undefined) throw new Error('there are no posts');
  const others = await read<Row>('others', sql.others, [lead.id, 11]);
  const [count] = await read<Row>('count', sql.count, []);
  const said = await read<Row>('for everyone', sql.forEveryone, [3]);
  const products = await read<Product>('shelf', sql.shelf, [4]);
  const entries = await read<Entry>('upcoming', sql.upcoming, [4]);
  const shelf = products.map(
    ({ slug, name, price_minor, currency, unit, available }) =>
      `<li>${link(`/products/${slug}`, name)} ${money(currency).format(Number(price_minor) / 100)} per ${escape(unit)}, ${available} left</li>`,
  );
  const upcoming = entries.map(
    ({ slug, title, starts_at, place }) =>
      `<li>${link(`/entries/${slug}`, title)} ${day.format(starts_at)}, ${escape(place)}</li>`,
  );
  return `<h1>${day.format(new Date())}</h1>${await briefs([lead, ...others])}<p>${count?.total ?? 0} posts</p>
    <ul>${upcoming.join('')}</ul><ul>${shelf.join('')}</ul>${await briefs(said)}`;
}

const moneys = new Map<string, Intl.NumberFormat>();
function money(currency: string): Intl.NumberFormat {
  const known = moneys.get(currency) ?? new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  moneys.set(currency, known);
  return known;
}

async function showEarlier(skip: number): Promise<string> {
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
  const page = Number(query.get('page') ?? 1);
  if (kind === '') return page === 1 ? showHome() : showEarlier(12 * (page - 1));
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
