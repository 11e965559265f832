import type { EntityManager } from 'typeorm';
import type { Clock, HtmlSanitiser } from '../../contracts/ports.js';

/** What the blog's verbs work with: one unit's manager, and the ports. */
export interface BlogDeps {
  manager: EntityManager;
  clock: Clock;
  newId: () => string;
  sanitiser: HtmlSanitiser;
}
