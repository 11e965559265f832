import type { Wire } from '@rose-ash/shared/infrastructure/app/wire';
import { htmlSanitiser } from '@rose-ash/shared/infrastructure/adapters/sanitise-html/sanitiser';
import { createRegistry } from '@rose-ash/shared/services/registry';

export const wire: Wire = (around) => createRegistry({ ...around, sanitiser: htmlSanitiser });
