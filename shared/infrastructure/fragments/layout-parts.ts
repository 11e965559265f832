import type { AppName } from '../../contracts/apps.js';
import type { SafeHtml } from '../../lib/safe-html.js';
import type { FragmentRequest } from './compose.js';

/** Parts of every page's header that other services show. */
export interface LayoutParts {
  basket: SafeHtml;
  you: SafeHtml;
  menu: SafeHtml;
}

/** @param midway whether the page is a step on the way to another. */
export function layoutRequests(service: AppName, midway = false): Record<keyof LayoutParts, FragmentRequest> {
  return {
    basket: { type: 'cart/mini', params: { current: service === 'cart' } },
    you: { type: 'account/menu', params: { current: service === 'account', midway } },
    menu: { type: 'blog/menu', params: {} },
  };
}
