import { z } from 'zod';
import type { MenuItemDto } from '../../../contracts/dtos/blog.js';
import { menuFrom } from './menu-from.js';

const row = z.record(z.string(), z.unknown());
type Row = z.infer<typeof row>;

const table = z.array(row).default([]);

const tables = z.object({
  posts: z.array(row),
  posts_meta: table,
  posts_tags: table,
  posts_authors: table,
  tags: table,
  users: table,
  settings: table,
});

const content = z.object({ data: tables });
const exported = z.union([z.object({ db: z.array(content).min(1) }).transform(({ db }) => db[0]), content]);

/** The tables of a whole export, as the Admin API would answer them. */
export interface ExportedLists {
  menu: MenuItemDto[];
  lists: { posts: Row[]; pages: Row[]; tags: Row[]; users: Row[] };
  notes: string[];
}

/** @returns null when it is no export. */
export function readExport(value: unknown, site: string): ExportedLists | null {
  const data = exported.safeParse(value).data?.data;
  if (!data) return null;
  const { posts_meta: metas, settings } = data;
  const tags = data.tags.map((tag) => thing(tag, site)).map(withVisibility);
  const users = data.users.map((user) => thing(user, site));
  const meta = new Map(metas.map((one) => [idIn(one, 'post_id'), one]));
  const tagsOf = linked(data.posts_tags, 'tag_id', tags);
  const authorsOf = linked(data.posts_authors, 'author_id', users);
  const texts = data.posts.map((post) => {
    const id = idIn(post, 'id');
    const authors = authorsOf(id);
    return {
      ...thing({ html: null, ...meta.get(id), ...post }, site),
      tags: tagsOf(id),
      authors: authors.length > 0 ? authors : users.filter((user) => user['id'] === idIn(post, 'author_id')),
    };
  });
  return {
    lists: { posts: texts.filter((text) => !isPage(text)), pages: texts.filter(isPage), tags, users },
    menu: menuOf(settings, site),
    notes: [],
  };
}

const idIn = (of: Row, name: string): string => {
  const value = of[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** Old exports have a flag instead of a type. */
const isPage = (text: Row): boolean => (text['type'] === undefined ? text['page'] === true : text['type'] === 'page');

const flags = ['featured', 'show_title_and_feature_image', 'page'];

/** A row as the API tells it: ids are words, flags are flags, times have a zone, and the site has its address. */
function thing(of: Row, site: string): Row {
  const told = Object.entries(of).map(([name, value]): [string, unknown] => {
    if (name === 'id') return [name, idIn(of, 'id')];
    if (flags.includes(name)) return [name, value === null ? undefined : Boolean(value)];
    if (name.endsWith('_at')) return [name, momentOf(value)];
    return [name, typeof value === 'string' ? value.replaceAll('__GHOST_URL__', site) : value];
  });
  return Object.fromEntries(told);
}

/** Databases say `2026-11-24 10:00:00` and mean UTC; the oldest exports count milliseconds. */
function momentOf(value: unknown): unknown {
  if (typeof value === 'number') return new Date(value).toISOString();
  if (typeof value !== 'string') return value;
  const plain = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(value);
  return plain ? `${plain[1]}T${plain[2]}Z` : value;
}

function withVisibility(tag: Row): Row {
  const { name } = tag;
  return { visibility: typeof name === 'string' && name.startsWith('#') ? 'internal' : 'public', ...tag };
}

/** What each post is linked to, in its order. */
function linked(links: Row[], name: string, things: Row[]): (postId: string) => Row[] {
  const byId = new Map(things.map((one) => [one['id'], one]));
  const order = (link: Row) => Number(link['sort_order'] ?? 0);
  const found = new Map<string, Row[]>();
  for (const link of [...links].sort((one, other) => order(one) - order(other))) {
    const to = byId.get(idIn(link, name));
    const postId = idIn(link, 'post_id');
    if (to) found.set(postId, [...(found.get(postId) ?? []), to]);
  }
  return (postId) => found.get(postId) ?? [];
}

const menu = z.array(z.object({ label: z.string(), url: z.string() }));

function menuOf(settings: Row[], site: string): MenuItemDto[] {
  const value = settings.find(({ key }) => key === 'navigation')?.['value'];
  return menuFrom(menu.safeParse(typeof value === 'string' ? parsed(value) : value).data ?? [], site);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return null;
  }
}
