import type { FlatRow } from '../state/rows.js';

const profile = {
  ...{ profile_image: null, cover_image: null, bio: null, website: null, location: null, facebook: null },
  ...{ twitter: null, threads: null, bluesky: null, mastodon: null, tiktok: null, youtube: null, instagram: null },
  ...{ linkedin: null, accessibility: '{"nightShift":"system"}', status: 'active', meta_title: null },
  ...{ meta_description: null, tour: null, last_seen: null },
};

/** Ghost tells whoever may read posts what the authors want to be told by mail. */
const notifications = {
  ...{ comment_notifications: true, free_member_signup_notification: true },
  ...{ paid_subscription_started_notification: true, paid_subscription_canceled_notification: false },
  ...{ mention_notifications: true, recommendation_notifications: true, milestone_notifications: true },
  ...{ donation_notifications: true, gift_subscription_notifications: true },
};

export const userDefaults = { ...profile, ...notifications };

export function shapeAuthor(site: { origin: string }, user: FlatRow, withRoles: boolean): Record<string, unknown> {
  const { roles, ...columns } = user;
  return { ...columns, ...(withRoles && { roles }), url: `${site.origin}/author/${user.slug}/` };
}
