import { randomBytes } from 'node:crypto';
import type { Figure } from '../bench.js';
import { answerOnce, bytesOf, type Question } from './answer.js';
import { childScript, startChild, type Child } from './child.js';
import { cores } from './cores.js';
import { duel, type Effort } from './duel.js';
import { siteHost } from './house.js';
import type { Load } from './load.js';

/** What a browser says when somebody types an address. */
export const browserHeaders = {
  host: siteHost,
  connection: 'keep-alive',
  'upgrade-insecure-requests': '1',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
  'sec-fetch-site': 'none',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-user': '?1',
  'sec-fetch-dest': 'document',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-GB,en;q=0.9',
};

interface Match {
  name: string;
  question: Question;
  /** Whether an answer with this `Server-Timing`, and coding, is what is to be measured. */
  isRight: (timing: string, headers: readonly string[]) => boolean;
  server: Child;
  aim: number | null;
}

/** A page of ours against the same bytes from bare Node. */
async function againstBare(
  { name, question, isRight, server, aim }: Match,
  effort: Effort,
  load: Load,
  say: (what: string) => void,
): Promise<Figure> {
  const answer = await answerOnce(question, isRight);
  const bare = await startChild({
    script: childScript('bare'),
    core: cores?.measured,
    tell: { kind: 'answer', answer },
  });
  try {
    const request = bytesOf(question);
    return await duel(
      {
        ours: { name, port: server.publicPort, request, processes: [server] },
        theirs: { name: 'node:http with the same bytes', port: bare.publicPort, request, processes: [bare] },
        aim,
      },
      effort,
      load,
      say,
    );
  } finally {
    await bare.stop();
  }
}

/** The front page as a stranger gets it: whole, compressed, from memory. */
export function measureStranger(blog: Child, effort: Effort, load: Load, say: (what: string) => void): Promise<Figure> {
  const match: Match = {
    name: 'a stranger’s page from the page cache',
    question: { port: blog.publicPort, headers: browserHeaders },
    isRight: (timing, headers) => timing.includes('page') && timing.includes('memory') && headers.includes('br'),
    ...{ server: blog, aim: 0.5 },
  };
  return againstBare(match, effort, load, say);
}

/** The front page as a guest with a basket gets it: made anew, of fragments that are in memory. */
export function measureWarm(blog: Child, effort: Effort, load: Load, say: (what: string) => void): Promise<Figure> {
  const cookie = `rose_basket=${randomBytes(32).toString('base64url')}`;
  const match: Match = {
    name: 'the front page composed of warm fragments',
    question: { port: blog.publicPort, headers: { ...browserHeaders, cookie } },
    isRight: (timing) => (timing.match(/desc="memory"/g) ?? []).length === 7,
    ...{ server: blog, aim: 0.2 },
  };
  return againstBare(match, effort, load, say);
}
