import type { HtmlSanitiser } from '../../contracts/ports.js';
import type { UnitDeps } from '../unit-deps.js';

export interface BlogDeps extends UnitDeps {
  sanitiser: HtmlSanitiser;
}
