import { escapeHtml } from '../../lib/escape-html.js';
import { SafeHtml } from '../../lib/safe-html.js';

/** Draws an icon of the sprite. Without a label it says nothing to screen readers: the word beside it does. */
export function createIcon(spriteUrl: () => string): (name: string, options?: { label?: string }) => SafeHtml {
  return function icon(name, options = {}) {
    if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`"${name}" is not the name of an icon`);
    const voice =
      options.label === undefined ? 'aria-hidden="true"' : `role="img" aria-label="${escapeHtml(options.label)}"`;
    return SafeHtml.trust(`<svg class="icon" ${voice}><use href="${spriteUrl()}#${name}"></use></svg>`);
  };
}
