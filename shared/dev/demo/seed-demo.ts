import { readFile } from 'node:fs/promises';
import { withServices } from '../../cli/with-services.js';
import type { GhostImportReportDto, ImportCountsDto } from '../../contracts/dtos/blog.js';
import { countOf } from '../../lib/count-of.js';
import { OperatorError } from '../../lib/errors.js';

/** From the compiled file to the answers, which are not compiled. */
const folder = new URL('../../../dev/demo/ghost/', import.meta.url);

const answers = [
  { site: 'https://news.rose-ash.test', file: 'cooperative.users.json' },
  { site: 'https://news.rose-ash.test', file: 'cooperative.posts.json' },
  { site: 'https://news.rose-ash.test', file: 'cooperative.pages.json' },
  { site: 'http://127.0.0.1:2368', file: 'recorded.every-card.json' },
];

/**
 * Puts the demo's content into the migrated database under the URL. What is there already is left alone.
 *
 * @throws OperatorError in production, or when the database cannot be used.
 */
export async function seedDemo(databaseUrl: string): Promise<{ sentence: string }> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new OperatorError('Demo content is for development and tests: NODE_ENV is production.');
  }
  const read = await Promise.all(answers.map(async ({ site, file }) => ({ site, answer: await readAnswer(file) })));
  const reports = await withServices(databaseUrl, (services) =>
    services.transaction(async (unit) => {
      const taken: GhostImportReportDto[] = [];
      for (const { site, answer } of read) taken.push(await unit.blog.importGhost(site, answer));
      return taken;
    }),
  );
  return { sentence: inWords(reports) };
}

async function readAnswer(file: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(file, folder), 'utf8')) as unknown;
}

function inWords(reports: GhostImportReportDto[]): string {
  const written = ({ added, changed }: ImportCountsDto) => added + changed;
  const posts = reports.reduce((sum, report) => sum + written(report.posts), 0);
  const pages = reports.reduce((sum, report) => sum + written(report.pages), 0);
  if (posts + pages === 0) return 'The demo content was there already.';
  return `Demo content: ${countOf(posts, 'post', 'posts')} and ${countOf(pages, 'page', 'pages')}.`;
}
