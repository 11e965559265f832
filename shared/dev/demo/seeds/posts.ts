import { readFile } from 'node:fs/promises';
import type { ImportCountsDto } from '../../../contracts/dtos/blog.js';
import { operator } from '../../../contracts/viewer.js';
import type { Seed } from './seed.js';

/** From the compiled file to the answers, which are not compiled. */
const folder = new URL('../../../../dev/demo/ghost/', import.meta.url);

const answers = [
  { site: 'https://news.rose-ash.test', file: 'cooperative.users.json' },
  { site: 'https://news.rose-ash.test', file: 'cooperative.posts.json' },
  { site: 'https://news.rose-ash.test', file: 'cooperative.pages.json' },
  { site: 'http://127.0.0.1:2368', file: 'recorded.every-card.json' },
];

export const seedPosts: Seed = async ({ blog }) => {
  const read = await Promise.all(answers.map(async ({ site, file }) => ({ site, answer: await readAnswer(file) })));
  const written = { posts: 0, pages: 0 };
  for (const { site, answer } of read) {
    const { posts, pages } = await blog.importGhost(operator, site, answer);
    written.posts += writtenOf(posts);
    written.pages += writtenOf(pages);
  }
  await blog.saveMenu(operator, menu);
  return [
    { count: written.posts, one: 'post', many: 'posts' },
    { count: written.pages, one: 'page', many: 'pages' },
  ];
};

const leaf = (label: string, href: string) => ({ label, href, children: [] });

const menu = [
  {
    label: 'The bakehouse',
    href: 'blog:/tag/bread/',
    children: [leaf('On the shelves', 'market:/'), leaf('Recipes', 'blog:/tag/recipes/')],
  },
  leaf('What is on', 'events:/'),
  leaf('Everything we printed', 'blog:/archive/'),
];

async function readAnswer(file: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(file, folder), 'utf8')) as unknown;
}

const writtenOf = ({ added, changed }: ImportCountsDto) => added + changed;
