import { escapeHtml } from '../../lib/escape-html.js';
import { SafeHtml } from '../../lib/safe-html.js';

const attribute = String.raw`\s+[a-z][a-z0-9:-]*(?:="[^"<>]*")?`;
const root = new RegExp(`^<([a-z][a-z0-9-]*)(?:${attribute})*?\\s+data-fragment="([^"]+)"(?:${attribute})*\\s*>`);

/**
 * HTML of a fragment as it may stand in a page: one root element that says which fragment it is.
 *
 * @throws Error for anything else, so that garbage becomes a fallback.
 */
export function fragmentHtml(type: string, html: string): SafeHtml {
  const text = html.trim();
  const [, tag = '', named] = root.exec(text) ?? [];
  if (named !== type || !text.endsWith(`</${tag}>`)) throw new Error(`what came for ${type} is not that fragment`);
  return SafeHtml.trust(text);
}

/** The same, marked as older than it should be. */
export function markStale(type: string, html: SafeHtml): SafeHtml {
  return addAttribute(type, html, 'data-fragment-state="stale"');
}

/** The same with a note for those who build the house, which the stylesheet shows at its edge. */
export function addNote(type: string, html: SafeHtml, note: string): SafeHtml {
  return addAttribute(type, html, `data-fragment-note="${escapeHtml(note)}"`);
}

function addAttribute(type: string, html: SafeHtml, attributeText: string): SafeHtml {
  const mark = `data-fragment="${type}"`;
  return SafeHtml.trust(html.toString().replace(mark, () => `${mark} ${attributeText}`));
}
