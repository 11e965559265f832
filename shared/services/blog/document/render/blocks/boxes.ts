import type { DocumentNode } from '../../../../../contracts/dtos/document.js';
import { escapeHtml } from '../../../../../lib/escape-html.js';
import { wordsOf } from '../../nodes.js';
import { inline } from '../inline.js';
import { linkAttributes } from '../links.js';
import type { Page } from '../page.js';
import { tag, tagIf } from '../tag.js';

export function callout(page: Page, node: DocumentNode): string {
  const inside = page.blocks(node.content);
  if (inside === '') return '';
  const sign = tagIf('span', { class: 'callout-sign', 'aria-hidden': 'true' }, escapeHtml(wordsOf(node, 'emoji')));
  const tone = wordsOf(node, 'tone') || 'grey';
  return tag('div', { class: `callout ${tone}`, role: 'note' }, sign + tag('div', { class: 'callout-words' }, inside));
}

/** Opens without a script. */
export function toggle(page: Page, { content = [] }: DocumentNode): string {
  const summary = inline(page, content[0]?.content) || 'More';
  const body = tag('div', { class: 'toggle-words' }, page.blocks(content[1]?.content));
  return tag('details', { class: 'toggle' }, tag('summary', {}, summary) + body);
}

/** A link that looks like something to press; nothing when it leads nowhere or says nothing. */
export function buttonLink(page: Page, text: string, href: string): string {
  const link = linkAttributes(page, href);
  return text === '' || link === null ? '' : tag('a', { class: 'button outline', ...link }, escapeHtml(text));
}

export function button(page: Page, node: DocumentNode): string {
  const isLeft = node.attrs?.['alignment'] === 'left';
  const link = buttonLink(page, wordsOf(node, 'text'), wordsOf(node, 'href'));
  return tagIf('p', { class: isLeft ? 'press' : 'press centre' }, link);
}
