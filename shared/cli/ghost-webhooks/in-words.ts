import type { GhostWebhook } from '../../contracts/ghost-webhooks.js';
import type { InstallReport, RemovalReport } from '../../infrastructure/adapters/ghost/webhooks/install-webhooks.js';
import { countOf } from '../../lib/count-of.js';

const webhooks = (count: number) => countOf(count, 'webhook', 'webhooks');

export function installInWords({ targetUrl, added, kept, found, removed }: InstallReport): string {
  const parts = [
    added.length > 0 && `${added.length} new`,
    kept.length > 0 && `${kept.length} already there`,
    found.length > 0 && `${found.length} found again, which were made before and never confirmed`,
  ].filter(Boolean);
  const all = added.length + kept.length + found.length;
  const words = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  const more =
    removed === 0 ? '' : ` ${countOf(removed, 'other', 'others')} of ours ${removed === 1 ? 'was' : 'were'} removed.`;
  return `The Ghost has ${webhooks(all)} to ${targetUrl}${words}.${more}`;
}

/** What to do where somebody else has the place. Null where nobody has. */
export function takenInWords({ targetUrl, taken }: InstallReport): string | null {
  if (taken.length === 0) return null;
  return `The Ghost has ${taken.length === 1 ? 'a webhook' : 'webhooks'} to ${targetUrl} for ${taken.join(', ')} already that ${taken.length === 1 ? 'is' : 'are'} not known to be ours: delete ${taken.length === 1 ? 'it' : 'them'} in Ghost under Settings, Integrations, and say rose ghost webhooks install again.`;
}

export function removalInWords({ removed, gone, foreign }: RemovalReport): string {
  const sentences = [
    removed === 0 && gone === 0 && foreign.length === 0 && 'We have no webhooks there.',
    (removed > 0 || gone > 0) && `${upper(webhooks(removed))} removed${gone === 0 ? '' : `, ${gone} gone before`}.`,
    foreign.length > 0 &&
      `Another integration holds what sends ${foreign.join(', ')}: delete it in Ghost under Settings, Integrations.`,
  ];
  return sentences.filter(Boolean).join(' ');
}

export function listInWords(list: readonly GhostWebhook[]): string {
  if (list.length === 0) return 'We have no webhooks there; rose ghost webhooks install makes them.';
  const width = Math.max(...list.map(({ event }) => event.length));
  return list.map(({ event, targetUrl, id }) => `${event.padEnd(width)}  ${targetUrl}  ${id}`).join('\n');
}

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
