/** Whose a fragment is: everybody's, the basket's or member's of one session, or one member's. */
export type FragmentAudience = 'public' | 'session' | 'member';

/** The heading that opens a fragment fits into the page that shows it. */
export type HeadingLevel = 2 | 3;

/** Every fragment, as `app/thing`, with its parameters. */
export interface FragmentCatalogue {
  /** The menu over all six sites, below the tabs of every page. */
  'blog/menu': Record<string, never>;
  /** The post that leads the front page. */
  'blog/lead': { level: HeadingLevel };
  /** The newest posts; without the one that leads the front page where that stands above them. */
  'blog/latest': { limit: number; belowLead: boolean; level: HeadingLevel };
  'market/shelf': { limit: number; level: HeadingLevel };
  /** `current`: whether it stands on a page of its own service, which the menu then marks. */
  'cart/mini': { current: boolean };
  'events/upcoming': { limit: number; level: HeadingLevel };
  'federation/latest': { limit: number; level: HeadingLevel };
  /** @param midway where somebody is in the middle of something, and no other form is to stand in their way. */
  'account/menu': { current: boolean; midway: boolean };
}

export type FragmentType = keyof FragmentCatalogue;

export interface FragmentPolicy {
  audience: FragmentAudience;
  /** How long an answer is fresh, where nothing says that it changed. */
  ttlMs: number;
  /** How much longer an unchanged answer may be shown while a new one is fetched, or when none can be had. */
  staleMs: number;
  /** Without it the page itself is an error. Nothing is critical unless a page without it would mislead. */
  critical: boolean;
  /** How long a whole page may be kept for strangers that shows the fallback in its place, in ms; absent: not at all. */
  keptWithoutMs?: number;
}

const minute = 60_000;
const forAll: FragmentPolicy = { audience: 'public', ttlMs: 5 * minute, staleMs: 60 * minute, critical: false };

/** The audience is decided here and nowhere else, so that what is private can never be cached as public. */
export const fragmentPolicies: Readonly<Record<FragmentType, FragmentPolicy>> = {
  // A page is whole without it: while the blog is away, the other sites go on keeping theirs.
  'blog/menu': { ...forAll, keptWithoutMs: 10_000 },
  'blog/lead': { ...forAll, ttlMs: minute },
  'blog/latest': { ...forAll, ttlMs: minute },
  'market/shelf': { ...forAll, ttlMs: minute },
  'events/upcoming': { ...forAll, ttlMs: minute },
  'federation/latest': { ...forAll, ttlMs: minute },
  'cart/mini': { audience: 'session', ttlMs: minute, staleMs: 5 * minute, critical: false },
  'account/menu': { audience: 'member', ttlMs: minute, staleMs: 5 * minute, critical: false },
};
