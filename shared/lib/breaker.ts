export interface BreakerOptions {
  /** Failures in a row that open it. */
  failures: number;
  /** How long it stays open the first time; doubles with each failed probe. */
  openMs: number;
  longestMs: number;
  /** Milliseconds of a steady clock. */
  now: () => number;
}

export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * Keeps us from asking a neighbour that does not answer. After some failures in a row nobody asks for a while; then one
 * request may try (half-open), and its outcome decides.
 */
export class Breaker {
  #failures = 0;
  #openUntil = 0;
  #openMs: number;
  #isProbing = false;

  constructor(private readonly options: BreakerOptions) {
    this.#openMs = options.openMs;
  }

  get state(): BreakerState {
    if (this.#failures < this.options.failures) return 'closed';
    return this.options.now() < this.#openUntil ? 'open' : 'half-open';
  }

  /** Whether to ask now. Whoever is let through must report what came of it. */
  tryEnter(): boolean {
    const { state } = this;
    if (state === 'closed') return true;
    if (state === 'open' || this.#isProbing) return false;
    this.#isProbing = true;
    return true;
  }

  succeed(): void {
    this.#failures = 0;
    this.#isProbing = false;
    this.#openMs = this.options.openMs;
  }

  fail(): void {
    this.#failures += 1;
    if (this.#failures < this.options.failures) return;
    if (this.#isProbing) this.#openMs = Math.min(this.#openMs * 2, this.options.longestMs);
    this.#isProbing = false;
    this.#openUntil = this.options.now() + this.#openMs;
  }
}
