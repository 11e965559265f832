import type { AppName } from '../../contracts/apps.js';
import type { LayoutParts } from '../fragments/layout-parts.js';
import type { SafeHtml } from '../../lib/safe-html.js';
import type { ArticleHead, FeedLink, HeadImage, PageHead } from './page-head.js';

/** What the layout needs to know of the request and the install; the same for every page of one answer. */
export interface PageFrame {
  /** BCP 47 tag of the interface's words: `en-GB`. */
  lang: string;
  service: AppName;
  /** The word the menu uses for this service: `Market`. */
  serviceTitle: string;
  /** The name of the house: `Rose Ash`. */
  siteTitle: string;
  /** Origins without a slash at the end: `http://blog.rose.localhost:8000`. */
  urls: Readonly<Record<AppName, string>>;
  /** What the reader chose; null follows the system. */
  scheme: 'light' | 'dark' | null;
  requestId: string;
  /** Parts of the header that other services show. */
  header: LayoutParts;
  /** The address search engines should keep, absolute; absent on pages that have none (errors). */
  canonical?: string | undefined;
  /** Value of the robots meta element; absent means that anything goes. */
  robots?: string | undefined;
  /** What machines are told of the page, where it has an address. */
  head: FrameHead;
}

/** What a route said of the page, with what it left out. */
export interface FrameHead extends Pick<PageHead, 'title' | 'description'> {
  kind: string;
  link: NonNullable<PageHead['link']>;
  twitter: NonNullable<PageHead['twitter']>;
  image: HeadImage;
  article: ArticleHead | null;
  feeds: readonly FeedLink[];
  /** Structured data, as it may stand in a data block. */
  data: SafeHtml | null;
}

/** What a page template says to the layout: `layout('layouts/default', { title, description })`. */
export interface PageWords {
  /** Without the site's name; the layout adds it. */
  title: string;
  /** One or two sentences for search engines and link previews. */
  description?: string | undefined;
}

/** Everything a template finds in `it`. */
export interface TemplateScope<M> {
  model: M;
  page: PageFrame;
  /** URL of a static file by its plain name: `css/main.css` gives `/static/css/main.ab12cd34.css`. Throws for a name nobody made. */
  asset(name: string): string;
  /** A partial that says the same on every page of this service, and is made once: it knows nothing of this page. */
  still(name: string): SafeHtml;
  /** An icon of the sprite. Without a label it is hidden from screen readers. */
  icon(name: string, options?: { label?: string }): SafeHtml;
}
