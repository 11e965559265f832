import { SafeHtml } from '../../lib/safe-html.js';

/** HTML of a sample, written by ourselves in a views file. Nothing that anybody sent may come this way: that is the sanitiser's. */
export function sampleHtml(html: string): SafeHtml {
  return SafeHtml.trust(html);
}
