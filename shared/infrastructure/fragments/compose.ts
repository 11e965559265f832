import type { AppName } from '../../contracts/apps.js';
import {
  fragmentPolicies,
  type FragmentCatalogue,
  type FragmentPolicy,
  type FragmentType,
} from '../../contracts/fragments.js';
import { AppError } from '../../lib/errors.js';
import type { SafeHtml } from '../../lib/safe-html.js';
import { within } from '../../lib/within.js';
import type { Found, FragmentCache, Wanted } from './cache/fragment-cache.js';
import { fragmentHtml, markStale } from './fragment-html.js';
import { subjectOf, type Onlooker } from './subject.js';
import type { Trace } from './upstream.js';

/** One fragment that a page wants. */
export interface FragmentRequest<T extends FragmentType = FragmentType> {
  type: T;
  params: FragmentCatalogue[T];
}

/** A request with what goes along to the owner. */
export interface OwnedRequest extends FragmentRequest {
  subject: string;
  trace: Trace;
}

/** What a page shows in its place. `nobody`: it belongs to members, and a stranger asks. */
export interface ShownFragment {
  type: FragmentType;
  html: SafeHtml;
  state: 'fresh' | 'stale' | 'fallback' | 'nobody';
  source: Found['source'] | 'none';
  ageMs: number;
  /** How long the page waited for it. */
  waitedMs: number;
  tags: readonly string[];
  /** How much longer it is fresh; 0 for what is not. */
  freshMs: number;
}

/** @param state why it is shown: the fragment is away, or it belongs to members and a stranger asks. */
export type Fallback = (request: FragmentRequest, state: 'fallback' | 'nobody') => SafeHtml;

export interface ComposerOptions {
  /** Whose own fragments need no network, and may take longer: they are what its page is about. */
  self: AppName;
  /** How long a page waits for fragments altogether, when it asks several times. */
  budgetMs: number;
  cache: FragmentCache<OwnedRequest>;
  /** What stands in the place of a fragment that has no answer. */
  fallback: Fallback;
  /** How long a page waits for its fragments, headers and bodies together, in ms. */
  deadlineMs: number;
  /** Told of each, for metrics. */
  onShown: (shown: ShownFragment) => void;
  now: () => number;
}

/** As long as a page would wait for a query of its own. */
const ownMs = 2_000;

export class Composer {
  /** Of kept fragments, which are looked at once however many pages show them. */
  readonly #checked = new WeakMap<Found['entry'], SafeHtml>();

  constructor(private readonly options: ComposerOptions) {}

  /** What one compose may take, when the page has waited that long already, in ms. */
  timeLeft(spentMs: number): number {
    const { deadlineMs, budgetMs } = this.options;
    return Math.max(0, Math.min(deadlineMs, budgetMs - spentMs));
  }

  /**
   * All at once and each within the deadline. Late, broken or refused ones are replaced by their fallback.
   *
   * @param withinMs less than the deadline, where the page has spent most of its budget.
   * @throws AppError `fragment-away` (503) when a critical one has no answer.
   */
  async compose<K extends string>(
    wanted: Readonly<Record<K, FragmentRequest>>,
    onlooker: Onlooker,
    trace: Trace,
    withinMs = this.options.deadlineMs,
  ): Promise<Record<K, ShownFragment>> {
    const names = Object.keys(wanted) as K[];
    const asked = names.map((name) => toWanted(wanted[name], onlooker, trace));
    const mayBeHad = asked.filter((one) => one !== null);
    const found = this.options.cache.find(mayBeHad);
    const answers = new Map(mayBeHad.map((one, index) => [one, found[index]]));
    const shown = await Promise.all(
      names.map(async (name, index) => {
        const one = asked[index] ?? null;
        const answer = one === null ? undefined : answers.get(one);
        return answer === undefined ? this.#nobody(wanted[name]) : this.#show(wanted[name], answer, withinMs);
      }),
    );
    shown.forEach(this.options.onShown);
    return Object.fromEntries(names.map((name, index) => [name, shown[index]])) as Record<K, ShownFragment>;
  }

  async #show(request: FragmentRequest, found: Found | Promise<Found>, withinMs: number): Promise<ShownFragment> {
    const { type } = request;
    const began = performance.now();
    try {
      const answer = found instanceof Promise ? await within(this.#patience(type, withinMs), found) : found;
      return { ...this.#present(type, answer), waitedMs: performance.now() - began };
    } catch (cause) {
      if (fragmentPolicies[type].critical) throw away(type, cause);
      return { ...this.#instead(request, 'fallback'), waitedMs: performance.now() - began };
    }
  }

  #patience(type: FragmentType, withinMs: number): number {
    return type.startsWith(`${this.options.self}/`) ? Math.max(ownMs, withinMs) : withinMs;
  }

  #present(type: FragmentType, { entry, isFresh, source }: Found): Omit<ShownFragment, 'waitedMs'> {
    const html = this.#check(type, entry);
    const ageMs = this.options.now() - entry.madeAt;
    const { tags } = entry;
    if (!isFresh) return { type, html: markStale(type, html), state: 'stale', source, ageMs, tags, freshMs: 0 };
    return { type, html, state: 'fresh', source, ageMs, tags, freshMs: Math.max(0, entry.ttlMs - ageMs) };
  }

  #check(type: FragmentType, entry: Found['entry']): SafeHtml {
    const known = this.#checked.get(entry);
    if (known !== undefined) return known;
    const html = fragmentHtml(type, entry.html);
    this.#checked.set(entry, html);
    return html;
  }

  #nobody(request: FragmentRequest): ShownFragment {
    const { ttlMs } = fragmentPolicies[request.type];
    return { ...this.#instead(request, 'nobody'), waitedMs: 0, freshMs: ttlMs };
  }

  #instead(request: FragmentRequest, state: 'fallback' | 'nobody'): Omit<ShownFragment, 'waitedMs'> {
    const html = this.options.fallback(request, state);
    const { keptWithoutMs: freshMs = 0 }: FragmentPolicy = fragmentPolicies[request.type];
    return { type: request.type, html, state, source: 'none', ageMs: 0, tags: [], freshMs };
  }
}

function toWanted({ type, params }: FragmentRequest, onlooker: Onlooker, trace: Trace): Wanted<OwnedRequest> | null {
  const { audience, ttlMs, staleMs }: FragmentPolicy = fragmentPolicies[type];
  const subject = subjectOf(audience, onlooker);
  if (subject === null) return null;
  return { key: keyOf(type, params, subject), request: { type, params, subject, trace }, ttlMs, staleMs };
}

/** Type, parameters in one order, and for whom. */
function keyOf(type: string, params: object, subject: string): string {
  const sorted = Object.fromEntries(Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1)));
  return `${type} ${JSON.stringify(sorted)} ${subject}`;
}

function away(type: string, cause: unknown): AppError {
  return new AppError(
    'fragment-away',
    503,
    'A part without which this page would mislead cannot be had just now. Try again in a moment.',
    { cause: new Error(`the critical fragment ${type} has no answer`, { cause }), retryAfterSeconds: 5 },
  );
}
