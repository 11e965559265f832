import type { AppName } from './apps.js';

/**
 * What can happen, as `noun.past`, with the payload of each type: ids and plain facts, never entities. During a roll
 * older images read newer payloads, so a payload only ever gains optional fields.
 */
export interface ActivityCatalogue {
  /** `owner`: a member's id, or `guest:` and the SHA-256 of the basket's handle. */
  'basket.changed': { basketId: string; owner: string };
  'member.joined': { memberId: string };
  'post.published': { postId: string };
  'post.changed': { postId: string };
  'post.retracted': { postId: string };
  'tag.changed': { tagId: string };
  'author.changed': { authorId: string };
  'menu.changed': { items: number };
  'product.listed': { productId: string };
  'product.changed': { productId: string };
  'product.withdrawn': { productId: string };
  'entry.announced': { entryId: string };
  'entry.changed': { entryId: string };
}

export type ActivityName = keyof ActivityCatalogue;

/** A row of the log, as handlers see it. */
export interface Activity<N extends ActivityName = ActivityName> {
  /** bigint, as a decimal string; of the same subject in the same lane, a later activity has a greater one. */
  id: string;
  type: N;
  /** Whose domain it happened in. */
  app: AppName;
  /** What it is about, as `noun:id`. */
  subject: string;
  payload: ActivityCatalogue[N];
  at: Date;
}

/** Says what happened. It is written with the unit's own changes, last before the commit. */
export type RecordActivity = <N extends ActivityName>(type: N, payload: ActivityCatalogue[N]) => void;

/** Who reacts. One task is written for each, in the commit of the activity. */
export interface Subscription {
  activity: ActivityName;
  app: AppName;
  /** The name of the file in `<app>/handlers/`: `what-happened.do-this`. */
  handler: string;
  /**
   * Where order matters: tasks of one app in one lane about one subject are handled one at a time, in the order of
   * their commits (those of one activity by the handler's name), and a dead one holds up those behind it. Without a
   * lane, tasks are handled in any order.
   */
  lane?: string;
}

/**
 * Every reaction of every app. An app does not start when its handlers are not exactly these. Tasks of a line that is
 * taken out or renamed would wait for ever: a migration renames them, or marks them dropped.
 */
export const subscriptions: readonly Subscription[] = [];
