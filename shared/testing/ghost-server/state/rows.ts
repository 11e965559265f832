/** Rows as Ghost keeps them. Times are what its API writes: UTC, whole seconds, `2026-11-23T07:47:30.000Z`. */

export type TextKind = 'post' | 'page';
export type TextStatus = 'draft' | 'scheduled' | 'published' | 'sent';
type Words = string | null;

/** What an editor may change of a post or page. */
export interface TextColumns {
  title: string;
  slug: string;
  lexical: Words;
  html: Words;
  feature_image: Words;
  featured: boolean;
  status: TextStatus;
  visibility: 'public' | 'members' | 'paid' | 'tiers';
  published_at: Words;
  custom_excerpt: Words;
  codeinjection_head: Words;
  codeinjection_foot: Words;
  custom_template: Words;
  canonical_url: Words;
  show_title_and_feature_image: boolean;
  og_image: Words;
  og_title: Words;
  og_description: Words;
  twitter_image: Words;
  twitter_title: Words;
  twitter_description: Words;
  meta_title: Words;
  meta_description: Words;
  email_subject: Words;
  email_only: boolean;
  frontmatter: Words;
  feature_image_alt: Words;
  feature_image_caption: Words;
}

export interface TextRow extends TextColumns {
  id: string;
  uuid: string;
  kind: TextKind;
  created_at: string;
  updated_at: string;
  tagIds: string[];
  authorIds: string[];
  tierIds: string[];
  revisions: Record<string, unknown>[];
}

/** Tags, users, tiers, newsletters: flat rows, of which the shapes name the columns. */
export interface FlatRow extends Record<string, unknown> {
  id: string;
  name: string;
  slug: string;
  created_at: string;
  updated_at: string;
}

export interface MemberRow {
  id: string;
  uuid: string;
  email: string;
  name: Words;
  note: Words;
  created_at: string;
  updated_at: string;
  status: 'free' | 'paid' | 'comped';
  labels: FlatRow[];
  newsletterIds: string[];
}

export interface SettingRow {
  id: string;
  key: string;
  group: string;
  /** As Ghost stores it: lists are JSON in a string. */
  value: string | boolean | null;
}

export interface ActionRow {
  id: string;
  /** Null when one row stands for several things that were changed in bulk. */
  resource_id: string | null;
  resource_type: 'post' | 'tag' | 'user' | 'setting' | 'member' | 'webhook';
  actor_id: string;
  actor_type: 'user' | 'integration';
  event: 'added' | 'edited' | 'deleted';
  /** JSON in a string. */
  context: string;
  created_at: string;
  /** The clock's time, in ms, from which the feed shows the row. */
  visibleFrom: number;
}

export interface WebhookRow {
  id: string;
  event: string;
  target_url: string;
  name: Words;
  secret: Words;
  api_version: string;
  integration_id: string;
  created_at: string;
  updated_at: string;
  last_triggered_at: Words;
  last_triggered_status: Words;
  last_triggered_error: Words;
}
