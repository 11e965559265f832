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

/** Each under the name by which the page asked for it. */
export type Shown<K extends string> = Record<K, ShownFragment>;

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
   * All at once and each within the deadline; where all of them are in memory, without a promise. Late, broken or refused
   * ones are replaced by their fallback.
   *
   * @param withinMs less than the deadline, where the page has spent most of its budget.
   * @throws AppError `fragment-away` (503), from the promise, when a critical one has no answer.
   */
  compose<K extends string>(
    wanted: Readonly<Record<K, FragmentRequest>>,
    onlooker: Onlooker,
    trace: Trace,
    withinMs = this.options.deadlineMs,
  ): Shown<K> | Promise<Shown<K>> {
    const names = Object.keys(wanted) as K[];
    const asked = names.map((name) => toWanted(wanted[name], onlooker, trace));
    const found = this.options.cache.find(asked.filter((one) => one !== null)).values();
    const shown = names.map((name, index) => {
      const answer = asked[index] === null ? undefined : found.next().value;
      return answer === undefined ? this.#nobody(wanted[name]) : this.#show(wanted[name], answer, withinMs);
    });
    return shown.some((one) => one instanceof Promise)
      ? Promise.all(shown.map(async (one) => one)).then((all) => this.#gather(names, all))
      : this.#gather(names, shown as ShownFragment[]);
  }

  #gather<K extends string>(names: readonly K[], all: readonly ShownFragment[]): Shown<K> {
    all.forEach(this.options.onShown);
    return Object.fromEntries(names.map((name, index) => [name, all[index]])) as Shown<K>;
  }

  #show(request: FragmentRequest, found: Found | Promise<Found>, withinMs: number) {
    if (found instanceof Promise) return this.#await(request, found, withinMs);
    try {
      return this.#present(request.type, found, 0);
    } catch (cause) {
      return this.#replace(request, cause, 0);
    }
  }

  async #await(request: FragmentRequest, found: Promise<Found>, withinMs: number): Promise<ShownFragment> {
    const began = performance.now();
    try {
      const answer = await within(this.#patience(request.type, withinMs), found);
      return this.#present(request.type, answer, performance.now() - began);
    } catch (cause) {
      return this.#replace(request, cause, performance.now() - began);
    }
  }

  #replace(request: FragmentRequest, cause: unknown, waitedMs: number): ShownFragment | Promise<never> {
    if (fragmentPolicies[request.type].critical) return Promise.reject(away(request.type, cause));
    return this.#instead(request, 'fallback', waitedMs);
  }

  #patience(type: FragmentType, withinMs: number): number {
    return type.startsWith(`${this.options.self}/`) ? Math.max(ownMs, withinMs) : withinMs;
  }

  #present(type: FragmentType, { entry, isFresh, source }: Found, waitedMs: number): ShownFragment {
    const html = this.#check(type, entry);
    const ageMs = this.options.now() - entry.madeAt;
    const { tags } = entry;
    if (!isFresh) {
      return { type, html: markStale(type, html), state: 'stale', source, ageMs, waitedMs, tags, freshMs: 0 };
    }
    return { type, html, state: 'fresh', source, ageMs, waitedMs, tags, freshMs: Math.max(0, entry.ttlMs - ageMs) };
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
    return this.#instead(request, 'nobody', 0, ttlMs);
  }

  #instead(
    request: FragmentRequest,
    state: 'fallback' | 'nobody',
    waitedMs: number,
    freshMs = keptWithout(request.type),
  ): ShownFragment {
    const html = this.options.fallback(request, state);
    return { type: request.type, html, state, source: 'none', ageMs: 0, waitedMs, tags: [], freshMs };
  }
}

function keptWithout(type: FragmentType): number {
  const { keptWithoutMs = 0 }: FragmentPolicy = fragmentPolicies[type];
  return keptWithoutMs;
}

function toWanted({ type, params }: FragmentRequest, onlooker: Onlooker, trace: Trace): Wanted<OwnedRequest> | null {
  const { audience, ttlMs, staleMs }: FragmentPolicy = fragmentPolicies[type];
  const subject = subjectOf(audience, onlooker);
  if (subject === null) return null;
  return { key: keyOf(type, params, subject), request: { type, params, subject, trace }, ttlMs, staleMs };
}

/** Type, parameters in one order, and for whom. */
function keyOf(type: string, params: object, subject: string): string {
  return `${type} ${JSON.stringify(Object.keys(params).length > 1 ? inOrder(params) : params)} ${subject}`;
}

function inOrder(params: object): object {
  return Object.fromEntries(Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function away(type: string, cause: unknown): AppError {
  return new AppError(
    'fragment-away',
    503,
    'A part without which this page would mislead cannot be had just now. Try again in a moment.',
    { cause: new Error(`the critical fragment ${type} has no answer`, { cause }), retryAfterSeconds: 5 },
  );
}
