import { operator } from '../contracts/viewer.js';
import { OperatorError } from '../lib/errors.js';
import { withServices } from './with-services.js';

/**
 * The text of a post or page as Ghost's editor would open it, on one line.
 *
 * @throws OperatorError when there is none under this slug, or it was brought in before there were documents.
 */
export async function printLexical(url: string, slug: string): Promise<string> {
  const lexical = await withServices(url, (services) => services.blog.findLexical(operator, slug));
  if (lexical !== null) return lexical;
  throw new OperatorError(`No text is kept as a document under ${slug}; import it, or import it again if it is older.`);
}
