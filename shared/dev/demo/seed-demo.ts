import { withServices } from '../../cli/with-services.js';
import { countOf } from '../../lib/count-of.js';
import { OperatorError } from '../../lib/errors.js';
import { createFormat } from '../../lib/format.js';
import { seeds } from './seeds/index.js';
import type { Written } from './seeds/seed.js';

/**
 * Puts the demo's content into the migrated database under the URL, in one unit: all of it or none. What is there already
 * is left alone.
 *
 * @throws OperatorError in production, or when the database cannot be used.
 */
export async function seedDemo(databaseUrl: string, now = new Date()): Promise<{ sentence: string }> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new OperatorError('Demo content is for development and tests: NODE_ENV is production.');
  }
  const written = await withServices(databaseUrl, (services) =>
    services.transaction(async (unit) => {
      const demo = { now, newcomers: new Set<string>() };
      const all: Written[] = [];
      for (const seed of seeds) all.push(...(await seed(unit, demo)));
      return all;
    }),
  );
  return { sentence: inWords(written) };
}

function inWords(written: Written[]): string {
  const things = written.filter(({ count }) => count > 0).map(({ count, one, many }) => countOf(count, one, many));
  if (things.length === 0) return 'The demo content was there already.';
  const format = createFormat({ locale: 'en-GB', timeZone: 'UTC' });
  return `Demo content: ${format.names(things)}.`;
}
