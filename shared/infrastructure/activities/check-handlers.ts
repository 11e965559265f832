import type { AppName } from '../../contracts/apps.js';
import { OperatorError } from '../../lib/errors.js';
import type { ActivityCatalogues } from './catalogues.js';
import type { AnyHandler } from './define-handler.js';

interface Reaction {
  activity: string;
  handler: string;
}

/**
 * Refuses an app whose handlers are not exactly its subscriptions: a task would wait for ever for a handler that is
 * missing, and a handler without a subscription would never be called.
 *
 * @throws OperatorError one sentence that names what is missing, too many, or there twice.
 */
export function checkHandlers(
  app: AppName,
  handlers: readonly AnyHandler[],
  { types, subscriptions }: ActivityCatalogues,
): void {
  const has = handlers.map(({ activity, name }) => ({ activity, handler: name }));
  const wants = subscriptions.filter((one) => one.app === app);
  const complaints = [
    complain('has no handler for', without(wants, has)),
    complain('handles without a subscription', without(has, wants)),
    complain('handles twice', twice(has)),
    complain('subscribes twice to', twice(wants)),
    complain('subscribes to what no activity is called:', strange(wants, types)),
  ].filter((one) => one !== null);
  if (complaints.length === 0) return;
  throw new OperatorError(
    `${app} ${complaints.join(', and ')}; its handlers must be those of subscriptions in contracts/activities.ts.`,
  );
}

function complain(what: string, reactions: readonly Reaction[]): string | null {
  if (reactions.length === 0) return null;
  return `${what} ${reactions.map(({ activity, handler }) => `${activity} (${handler})`).join(', ')}`;
}

const isSame = (one: Reaction) => (other: Reaction) => one.activity === other.activity && one.handler === other.handler;

function without(these: readonly Reaction[], those: readonly Reaction[]): readonly Reaction[] {
  return these.filter((one) => !those.some(isSame(one)));
}

/** By the name alone: it is what a task remembers. */
function twice(reactions: readonly Reaction[]): readonly Reaction[] {
  return reactions.filter(({ handler }, index) => reactions.findIndex((other) => other.handler === handler) !== index);
}

function strange(reactions: readonly Reaction[], types: ActivityCatalogues['types']): readonly Reaction[] {
  return reactions.filter(({ activity }) => !types.has(activity));
}
