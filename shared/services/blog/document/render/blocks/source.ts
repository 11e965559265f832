import { marked } from 'marked';
import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import { escapeHtml } from '../../../../../lib/escape-html.js';
import { wordsOf } from '../../nodes.js';
import { textIn } from '../../text-in.js';
import { noteOnce, type Page } from '../page.js';
import { tagIf } from '../tag.js';

/** What is taken whole from what somebody typed, and so goes through the sanitiser every time. */
function sanitised(page: Page, typed: string): string {
  const { html, left } = page.hooks.sanitise(typed, page.ids);
  page.left.pictures += left.pictures;
  page.left.links += left.links;
  page.left.forms += left.forms;
  noteAddresses(page, html);
  return html;
}

function noteAddresses({ refs }: Page, html: string): void {
  for (const [, name, address = ''] of html.matchAll(/ (src|href)="([^"]*)"/g)) {
    const plain = address.replaceAll('&amp;', '&');
    if (name === 'href') {
      noteOnce(refs.links, plain);
    } else if (!refs.pictures.some(({ src }) => src === plain)) {
      refs.pictures.push({ src: plain, use: 'picture' });
    }
  }
}

export function html(page: Page, node: DocumentNode): string {
  return sanitised(page, wordsOf(node, 'html'));
}

export function markdown(page: Page, node: DocumentNode): string {
  return sanitised(page, marked.parse(wordsOf(node, 'markdown'), { async: false, gfm: true }));
}

/** Meant for letters, and never for the web. */
const lettersOnly = ['email', 'email-cta'];

/** The words of what we do not know. */
export function ghostCard(page: Page, node: DocumentNode): string {
  if (lettersOnly.includes(wordsOf(node, 'card'))) return '';
  page.left.unknown += 1;
  return tagIf('p', {}, escapeHtml(textIn(node.attrs?.['data']).trim()));
}
