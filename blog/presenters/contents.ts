import type { OutlineEntryDto } from '@rose-ash/shared/contracts/dtos/document';
import type { ContentsEntry } from '../views/models.js';

const fewest = 3;
const mostWithParts = 24;

/** The headings of a text that is long enough to get lost in, and what stands below each; empty for others. */
export function presentContents(outline: readonly OutlineEntryDto[]): ContentsEntry[] {
  const shown = outline.filter(({ level, text }) => level <= 3 && text !== '');
  if (shown.length < fewest) return [];
  const isCrowded = shown.length > mostWithParts;
  const entries: ContentsEntry[] = [];
  for (const { id, level, text } of shown) {
    const above = entries.at(-1);
    const part = { href: `#${encodeURIComponent(id)}`, word: text };
    if (level === 2 || above === undefined) entries.push({ ...part, parts: [] });
    else if (!isCrowded) above.parts.push(part);
  }
  return entries;
}
