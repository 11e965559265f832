import type { GhostChange, GhostFieldChange } from '../contracts/ghost-preview.js';
import type { GhostPreview } from '../infrastructure/adapters/ghost/preview-ghost.js';
import { countOf } from '../lib/count-of.js';

const signs = { added: '+', changed: '~', removed: '-' } as const;

/** A line for each thing, and below it what of it would be other words. */
export function previewInWords({ site, changes, notes }: GhostPreview): string {
  const head = `From ${site}, ${countOf(changes.length, 'thing', 'things')} would be changed; nothing was.`;
  return [head, ...changes.flatMap(changeInWords), ...notes].join('\n');
}

function changeInWords({ kind, ghostId, name, what, fields }: GhostChange): string[] {
  const about = name === '' ? ghostId : `"${name}" (${ghostId})`;
  const newer = what === 'changed' && fields.length === 0 ? ['    is made anew by newer rules'] : [];
  return [`${signs[what]} ${kind} ${about} ${what}`, ...fields.flatMap(fieldInWords), ...newer];
}

function fieldInWords(change: GhostFieldChange): string[] {
  if ('lines' in change) return [`    ${change.field}:`, ...change.lines.map((line) => `      ${line}`)];
  return [`    ${change.field}: ${said(change.was)} -> ${said(change.is)}`];
}

const said = (words: string) => (words === '' ? '(nothing)' : words);
