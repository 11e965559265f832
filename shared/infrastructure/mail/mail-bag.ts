import type { EntityManager } from 'typeorm';
import type { AppName } from '../../contracts/apps.js';
import type { OrderJob } from '../../contracts/jobs.js';
import type { MailOrder, QueueMail } from '../../contracts/mails.js';
import type { Clock } from '../../contracts/ports.js';

export interface MailBagDeps {
  order: OrderJob;
  clock: Clock;
  newId: () => string;
}

/** Collects the mails of one unit, and writes them when it is about to commit. */
export interface MailBag {
  /** Rejects when `to` is not one plain address; whoever takes addresses from people says so at the door. */
  mail: QueueMail;
  /** Writes those that are new, and orders the job that sends each. */
  write(manager: EntityManager): Promise<void>;
}

/*
 * Sorted: two units that write the same two keys wait for each other in the same order, and so in no circle. A key that
 * another unit has just written is waited for until that one commits (then ours is not written) or rolls back.
 */
const insertAll = `
  insert into mails (id, key, app, template, recipient, data, created_at)
  select id, key, app, template, recipient, data, created_at
  from jsonb_to_recordset($1::jsonb)
    as one(id uuid, key text, app text, template text, recipient text, data jsonb, created_at timestamptz)
  order by key
  on conflict (key) do nothing
  returning id, app`;

export function createMailBag({ order, clock, newId }: MailBagDeps): MailBag {
  const mails = new Map<string, object>();
  return {
    async mail({ key, to, template, data }: MailOrder) {
      refuseStrangeAddress(to);
      if (mails.has(key)) return;
      const app = appOf(template);
      mails.set(key, { id: newId(), key, app, template, recipient: to, data, created_at: clock().toISOString() });
    },
    async write(manager) {
      if (mails.size === 0) return;
      const written = await manager.query<{ id: string; app: AppName }[]>(insertAll, [
        JSON.stringify([...mails.values()]),
      ]);
      for (const { id, app } of written) order({ name: 'send-mail', app, id, payload: { mailId: id } });
    },
  };
}

/** The app that renders and sends a template's mails. */
function appOf(template: string): AppName {
  return template.slice(0, template.indexOf('/')) as AppName;
}

/** What is no single address could reach somebody else, or write a header of its own. */
function refuseStrangeAddress(to: string): void {
  if (/^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/.test(to) && to.length <= 254) return;
  throw new Error('A mail was ordered for what is not one plain address.');
}
