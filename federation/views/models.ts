import type { HeadingLevel } from '@rose-ash/shared/contracts/fragments';
import type { SafeHtml } from '@rose-ash/shared/lib/safe-html';

export interface LatestModel {
  level: HeadingLevel;
  posts: readonly SaidModel[];
}

/** A post as one overhears it. */
export interface SaidModel {
  /** On the blog. */
  path: string;
  title: string;
  /** Empty for a post without words. */
  sentence: string;
  /** `Fern and Moth`; empty when nobody is named. */
  authors: string;
  /** Of the first of them. */
  initials: string;
  date: { iso: string; text: string };
}

export interface HomeModel {
  /** How many are here, in a sentence. */
  company: string;
  /** Those who joined last, as members are told; null for a stranger. */
  newest: readonly PersonModel[] | null;
  /** What was said last, as `federation/latest` shows it; null in a gallery of samples. */
  latest: SafeHtml | null;
}

export interface PersonModel {
  name: string;
  /** `@ada`. */
  handle: string;
  initials: string;
}

/** What somebody else's site asks of a member. */
export interface ConsentModel {
  name: string;
  initials: string;
  /** Where it lives, as the browser will show it. */
  host: string;
  /** What it would learn, one a line. */
  learns: readonly string[];
}

/** The way back to a site that wants its answer as a form. */
export interface GoOnModel {
  clientName: string | null;
  action: string;
  fields: readonly { name: string; value: string }[];
}

export interface SignOutModel {
  /** The site that says so; null where none did, and for our own. */
  clientName: string | null;
  action: string;
  xsrf: string;
}

/** Sites of others that know the member. */
export interface ConnectedModel {
  sites: readonly ConnectedSite[];
}

export interface ConnectedSite {
  name: string;
  initials: string;
  host: string;
  learns: readonly string[];
  /** `25 November 2026`. */
  since: string;
  /** Where the form goes that takes it back. */
  action: string;
}
