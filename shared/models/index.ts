import 'reflect-metadata';
import { AuthorSlug } from './blog/author-slug.js';
import { Author } from './blog/author.js';
import { GhostBase } from './blog/ghost-base.js';
import { GhostCursor } from './blog/ghost-cursor.js';
import { GhostWatch } from './blog/ghost-watch.js';
import { GhostMember } from './blog/ghost-member.js';
import { GhostNewsletter } from './blog/ghost-newsletter.js';
import { GhostSettings } from './blog/ghost-settings.js';
import { GhostTier } from './blog/ghost-tier.js';
import { GhostDelivery } from './blog/ghost-delivery.js';
import { GhostWebhook } from './blog/ghost-webhook.js';
import { MenuItem } from './blog/menu-item.js';
import { Menu } from './blog/menu.js';
import { PictureCopy } from './blog/picture-copy.js';
import { PostAuthor } from './blog/post-author.js';
import { PostPicture } from './blog/post-picture.js';
import { PostSearch } from './blog/post-search.js';
import { PostSlug } from './blog/post-slug.js';
import { PostTag } from './blog/post-tag.js';
import { Post } from './blog/post.js';
import { SearchWord } from './blog/search-word.js';
import { TagSlug } from './blog/tag-slug.js';
import { Tag } from './blog/tag.js';
import { BasketLine } from './cart/basket-line.js';
import { Basket } from './cart/basket.js';
import { Calendar } from './events/calendar.js';
import { Entry } from './events/entry.js';
import { Agreement } from './federation/agreement.js';
import { GrantedRole } from './federation/granted-role.js';
import { KnownBrowser } from './federation/known-browser.js';
import { Member } from './federation/member.js';
import { SignInMail } from './federation/sign-in-mail.js';
import { ApiToken } from './federation/api-token.js';
import { AuditEvent } from './federation/audit-event.js';
import { LogoutDelivery } from './federation/logout-delivery.js';
import { OidcClient } from './federation/oidc-client.js';
import { OidcConsent } from './federation/oidc-consent.js';
import { OidcKey } from './federation/oidc-key.js';
import { OidcRecord } from './federation/oidc-record.js';
import { SignIn } from './federation/sign-in.js';
import { Product } from './market/product.js';
import { ActivityTask } from './platform/activity-task.js';
import { DeadJob } from './platform/dead-job.js';
import { LoggedActivity } from './platform/logged-activity.js';
import { Mail } from './platform/mail.js';
import { Media } from './platform/media.js';

/** Every table, by the service that owns it. */
export const entities = [
  // blog
  Post,
  Tag,
  Author,
  PostTag,
  PostAuthor,
  PostSlug,
  TagSlug,
  AuthorSlug,
  PostSearch,
  SearchWord,
  Menu,
  MenuItem,
  PictureCopy,
  PostPicture,
  GhostCursor,
  GhostWatch,
  GhostBase,
  GhostSettings,
  GhostTier,
  GhostNewsletter,
  GhostMember,
  GhostWebhook,
  GhostDelivery,
  // market
  Product,
  // cart
  Basket,
  BasketLine,
  // events
  Calendar,
  Entry,
  // federation
  Member,
  GrantedRole,
  Agreement,
  SignInMail,
  KnownBrowser,
  SignIn,
  OidcRecord,
  OidcClient,
  OidcConsent,
  OidcKey,
  LogoutDelivery,
  ApiToken,
  AuditEvent,
  // all six alike
  LoggedActivity,
  ActivityTask,
  DeadJob,
  Mail,
  Media,
];
