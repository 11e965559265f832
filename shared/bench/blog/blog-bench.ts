import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { askUntil } from '../../dev/process/wait-until.js';
import { withStores, type Stores } from '../../dev/runner/with-stores.js';
import type { Bench, Figure } from '../bench.js';
import { browserHeaders } from '../compose/against-bare.js';
import { answerOnce, bytesOf } from '../compose/answer.js';
import { startChild, type Child } from '../compose/child.js';
import { aside, cores } from '../compose/cores.js';
import { duel, type Effort } from '../compose/duel.js';
import { withHouse, type Neighbours } from '../compose/house.js';
import { withLoad, type Load } from '../compose/load.js';
import type { Shell } from './children/bare-blog.js';
import { fillBlog, rareTag, rareWord } from '../../testing/fill-blog.js';

const fullEffort: Effort & { posts: number } = {
  ...{ rounds: 5, roundMs: 1_500, connections: 16, warmMs: 4_000 },
  posts: 10_000,
};

/** Each page is made anew for a guest with a basket. The front page is put together of parts that are kept. */
const pages = (posts: number): readonly [name: string, path: string][] => [
  ['the front page, its parts kept', '/'],
  ['the front page’s list, uncached', '/?page=2'],
  ['a post, uncached', `/post-${Math.floor(posts / 2)}/`],
  ['a tag’s list, uncached', `/tag/${rareTag}/`],
  ['a search, uncached', `/search?q=${rareWord}`],
];

const aim = 0.5;

/**
 * With every part of it, those of its header among them, asked for at its owner's, and the cost of all owners counted.
 * One after another: askers of the same moment would share a part, which the yardstick does not.
 */
const frontAnew = 'the front page, every part of it uncached';

/** Without it no epoch can be looked up, and what was made under none is kept nowhere. */
const withoutCache = { CACHE_REDIS_URL: 'redis://127.0.0.1:1' };

/**
 * What the blog's pages cost, with many posts.
 *
 * @param isWanted by the name of the page, for whoever looks into one of them with a profiler.
 */
export function blogBench(effort = fullEffort, isWanted: (name: string) => boolean = () => true): Bench {
  return {
    name: 'blog',
    about: `the blog’s pages with ${effort.posts} posts, against bare koa and pg with the same rows`,
    run: ({ say }) =>
      aside(() =>
        withStores({ isDurable: true }, (stores) =>
          withLoad((load) =>
            withHouse(
              stores,
              (blog, neighbours) => measurePages(stores, { blog, ...neighbours }, effort, isWanted, load, say),
              async (url) => {
                say(`writing ${effort.posts} posts`);
                await fillBlog(url, effort.posts);
              },
            ),
          ),
        ),
      ),
  };
}

async function measurePages(
  { databaseUrl }: Stores,
  house: Neighbours & { blog: Child },
  effort: typeof fullEffort,
  isWanted: (name: string) => boolean,
  load: Load,
  say: (what: string) => void,
): Promise<Figure[]> {
  const headers = { ...browserHeaders, cookie: `rose_basket=${randomBytes(32).toString('base64url')}` };
  const { blog } = house;
  const bare = await startChild({
    script: fileURLToPath(new URL('./children/bare-blog.js', import.meta.url)),
    core: cores?.measured,
    env: { DATABASE_URL: databaseUrl },
    tell: { kind: 'shell', ...(await shellOf(blog, headers)) },
  });
  try {
    const figures: Figure[] = [];
    for (const [name, path] of pages(effort.posts).filter(([one]) => isWanted(one))) {
      const contender = (of: string, child: Child) => {
        const { publicPort: port } = child;
        return { name: of, port, request: bytesOf({ port, headers }, path), processes: [child] };
      };
      const theirs = contender('koa and pg', bare);
      figures.push(await duel({ ours: contender(name, blog), theirs, aim }, effort, load, say));
    }
    if (isWanted(frontAnew)) figures.push(await measureAnew(house, bare, headers, effort, load, say));
    return figures;
  } finally {
    await bare.stop();
  }
}

async function measureAnew(
  house: Neighbours,
  bare: Child,
  headers: Record<string, string>,
  effort: Effort,
  load: Load,
  say: (what: string) => void,
): Promise<Figure> {
  const blog = await house.openBlog(withoutCache);
  const asked = (name: string, port: number, processes: readonly Child[]) => ({
    ...{ name, port, request: bytesOf({ port, headers }, '/'), processes },
  });
  await answerOnce(
    { port: blog.publicPort, headers },
    (timing) => (timing.match(/desc="upstream"/g) ?? []).length === 7,
  );
  const ours = asked(frontAnew, blog.publicPort, [blog, ...house.others]);
  const theirs = asked('koa and pg', bare.publicPort, [bare]);
  return duel({ ours, theirs, aim }, { ...effort, connections: 1 }, load, say);
}

/** What stands around our pages, so that others put theirs between the very same bytes; of the first page that is one. */
async function shellOf({ publicPort }: Child, headers: Record<string, string>): Promise<Shell> {
  const ask = async () => {
    const { statusCode, body } = await request(`http://127.0.0.1:${publicPort}/archive/`, {
      headers: { host: headers['host'] ?? '', cookie: headers['cookie'] ?? '' },
      reset: true,
    });
    return { status: statusCode, text: await body.text() };
  };
  const { text } = await askUntil(ask, ({ status }) => status === 200, 30_000);
  const [begin, end] = [text.indexOf('<main'), text.indexOf('</main>')];
  if (begin < 0 || end < 0) throw new Error(`the archive never came as it should: ${text.slice(0, 200)}`);
  return { before: text.slice(0, text.indexOf('>', begin) + 1), after: text.slice(end) };
}
