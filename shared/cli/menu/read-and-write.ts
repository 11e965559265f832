import type { MenuItemDto } from '../../contracts/dtos/blog.js';
import { operator } from '../../contracts/viewer.js';
import { OperatorError } from '../../lib/errors.js';
import { withServices, withServicesAndBell } from '../with-services.js';
import type { World } from '../world.js';
import { problemWith } from './say-problem.js';

export function findMenu(url: string): Promise<MenuItemDto[]> {
  return withServices(url, ({ blog }) => blog.findMenu());
}

/**
 * Through the blog's own verb, so that it is checked, told of and seen on every page at once.
 *
 * @throws OperatorError with the first thing that is wrong, and where in the file.
 */
export async function saveMenu(
  url: string,
  env: World['env'],
  file: string,
  items: readonly MenuItemDto[],
): Promise<void> {
  const saved = await withServicesAndBell(url, env, ({ blog }) => blog.saveMenu(operator, items));
  if (saved.kind === 'saved') return;
  const [problem] = saved.problems;
  throw new OperatorError(problemWith(file, problem?.field.split('.') ?? [], problem?.sentence ?? 'It was refused.'));
}
