import { SafeHtml } from '../../../lib/safe-html.js';

/** For a body that the sanitiser made and the database kept: a post's `html`, and nothing that came another way. */
export function storedHtml(html: string): SafeHtml {
  return SafeHtml.trust(html);
}
