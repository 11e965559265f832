import { htmlSanitiser } from '@rose-ash/shared/infrastructure/adapters/sanitise-html/sanitiser';
import type { Wire } from '@rose-ash/shared/infrastructure/app/wire';
import { createRegistry } from '@rose-ash/shared/services/registry';

export const wire: Wire = (deps) => createRegistry({ ...deps, sanitiser: htmlSanitiser });
