import type { GhostWebhook } from '../../../../contracts/ghost-webhooks.js';
import type { Services } from '../../../../contracts/registry.js';
import { operator } from '../../../../contracts/viewer.js';
import type { WantedWebhook, WebhookDesk } from './ask-webhooks.js';

/**
 * What we want to hear of. The finer events of a text come beside `edited`, except that nobody has seen it come when tags are
 * moved alone. Members are not among them: what nobody sends cannot leak, and their state is read anyway.
 */
export const webhookEvents = [
  'site.changed',
  ...['post', 'page'].flatMap((noun) =>
    ['added', 'edited', 'deleted', 'tag.attached', 'tag.detached'].map((verb) => `${noun}.${verb}`),
  ),
  ...['tag.added', 'tag.edited', 'tag.deleted'],
];

export interface WebhookPlace {
  services: Pick<Services, 'blog'>;
  desk: WebhookDesk;
  site: string;
  say: (what: string) => void;
}

export interface InstallReport {
  targetUrl: string;
  /** Events whose webhook is new; was there and has this address and secret now; was there without our knowing its id. */
  added: string[];
  kept: string[];
  found: string[];
  /** Events that somebody else has a webhook for, to this very address. */
  taken: string[];
  /** How many we had beyond these. */
  removed: number;
}

/**
 * Has the Ghost send what we want to hear of to this address, signed with this secret: makes what is missing and sets
 * anew what is there. Each is written down as soon as it is made. Throws as `GhostReader`.
 */
export async function installWebhooks(
  place: WebhookPlace,
  { targetUrl, secret }: Pick<WantedWebhook, 'targetUrl' | 'secret'>,
): Promise<InstallReport> {
  const { services, site, say } = place;
  const known = await services.blog.listGhostWebhooks(operator, site);
  const report: InstallReport = { targetUrl, added: [], kept: [], found: [], taken: [], removed: 0 };
  const spare = new Set(known);
  for (const event of webhookEvents) {
    say(event);
    const own = known.find((one) => one.event === event && spare.delete(one));
    const wanted = { event, targetUrl, secret, name: nameFor(event, targetUrl) };
    report[await settle(place, wanted, own)].push(event);
  }
  for (const one of spare) await dropWebhook(place, one);
  return { ...report, removed: spare.size };
}

/** With the house's name: two of them may share an integration, and must not take each other's webhooks for their own. */
function nameFor(event: string, targetUrl: string): string {
  return `Rose Ash at ${new URL(targetUrl).host}: ${event}`;
}

type Settled = 'added' | 'kept' | 'found' | 'taken';

async function settle(place: WebhookPlace, wanted: WantedWebhook, own: GhostWebhook | undefined): Promise<Settled> {
  if (own !== undefined) {
    if (await take(place, own.id, wanted)) return 'kept';
    // Gone, another integration's, or in the way of one that has its place.
    await dropWebhook(place, own);
  }
  const added = await place.desk.add(wanted);
  if (added.kind === 'taken') return findAgain(place, wanted);
  await keep(place, added.id, wanted);
  return 'added';
}

/** One that was made while its answer was lost on the way: it was written into Ghost's log, under its name. */
async function findAgain(place: WebhookPlace, wanted: WantedWebhook): Promise<Settled> {
  for (const id of await place.desk.findAdded(wanted.name)) if (await take(place, id, wanted)) return 'found';
  return 'taken';
}

/** Whether it is ours, and as it should be. */
async function take(place: WebhookPlace, id: string, wanted: WantedWebhook): Promise<boolean> {
  if ((await place.desk.change(id, wanted)) !== 'changed') return false;
  await keep(place, id, wanted);
  return true;
}

function keep({ services, site }: WebhookPlace, id: string, { event, targetUrl }: WantedWebhook): Promise<void> {
  return services.blog.keepGhostWebhook(operator, site, { id, event, targetUrl });
}

export interface RemovalReport {
  removed: number;
  /** Were gone already. */
  gone: number;
  /** Events of those that another integration holds: only there can they be deleted. */
  foreign: string[];
}

/** Has the Ghost send us nothing any more, as far as we know what it sends. Throws as `GhostReader`. */
export async function removeWebhooks(place: WebhookPlace): Promise<RemovalReport> {
  const report: RemovalReport = { removed: 0, gone: 0, foreign: [] };
  for (const one of await place.services.blog.listGhostWebhooks(operator, place.site)) {
    place.say(one.event);
    const outcome = await dropWebhook(place, one);
    if (outcome === 'foreign') report.foreign.push(one.event);
    else report[outcome === 'removed' ? 'removed' : 'gone'] += 1;
  }
  return report;
}

async function dropWebhook({ services, desk, site }: WebhookPlace, { id }: GhostWebhook) {
  const outcome = await desk.remove(id);
  await services.blog.forgetGhostWebhook(operator, site, id);
  return outcome;
}
