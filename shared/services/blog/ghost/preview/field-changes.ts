import type { GhostFieldChange } from '../../../../contracts/ghost-preview.js';
import { lineDiff } from '../../../../lib/line-diff.js';

/** Longer words are told line by line. */
const longest = 120;
const mostLines = 60;
/** Their documents, which nobody reads as a text: that they are others is said, and how they read says the HTML. */
const sources = new Set(['lexical', 'mobiledoc']);

type Said = Readonly<Record<string, unknown>>;

/** Which fields say something else, by their names. */
export function fieldChanges(was: Said, is: Said): GhostFieldChange[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  const changed = names.filter((name) => inWords(was[name]) !== inWords(is[name]));
  const isTold = (name: string) => !(sources.has(name) && changed.includes('html'));
  return changed.filter(isTold).map((field) => changeOf(field, inWords(was[field]), inWords(is[field])));
}

function changeOf(field: string, was: string, is: string): GhostFieldChange {
  if (sources.has(field)) return { field, was: `${was.length} characters`, is: `${is.length} others` };
  if (was.length <= longest && is.length <= longest && !(was + is).includes('\n')) return { field, was, is };
  const lines = lineDiff(linesOf(was), linesOf(is));
  const left = lines.length - mostLines;
  return { field, lines: left > 0 ? [...lines.slice(0, mostLines), `… and ${left} lines more`] : lines };
}

const linesOf = (text: string) =>
  text.replace(/(<\/(?:p|h[1-6]|li|blockquote|figure|pre|tr|div)>)(?!\n)/g, '$1\n').split('\n');

function inWords(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? nameOf(value) : JSON.stringify(value);
}

/** What stands beside a thing is told by its name. */
function nameOf(thing: object): string {
  const { name, slug, label, url } = thing as Record<string, unknown>;
  if (typeof label === 'string') return `${label} (${String(url)})`;
  return [name, slug].find((word) => typeof word === 'string') ?? JSON.stringify(thing);
}
