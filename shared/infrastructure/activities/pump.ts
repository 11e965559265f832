import { AsyncResource } from 'node:async_hooks';

/**
 * Takes one thing after another from where things come from, several at a time, and rests when there is nothing. It
 * starts with one taker; each that finds something calls the next one, so that a single thing does not wake them all.
 */
export class Pump {
  /** A taker that calls the next does so in the middle of its own work; the next must not find itself in there. */
  readonly #outside = new AsyncResource('Pump');
  #takers = 0;
  #wasPoked = false;
  #isDry = false;
  #isStopped = false;
  #onIdle: () => void = () => undefined;

  /**
   * @param take takes and does one thing. Resolves with whether there was one, calls `onTaken` as soon as it has it,
   * and must not reject.
   */
  constructor(
    private readonly mostTakers: number,
    private readonly take: (onTaken: () => void) => Promise<boolean>,
  ) {}

  /** There may be something. */
  poke(): void {
    this.#wasPoked = true;
    this.#isDry = false;
    this.#callOne();
  }

  /** Takes no more. Resolves once what was taken is done. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    if (this.#takers > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
  }

  #callOne(): void {
    if (this.#isStopped || this.#takers >= this.mostTakers) return;
    this.#takers += 1;
    this.#outside.runInAsyncScope(() => void this.#keepTaking());
  }

  async #keepTaking(): Promise<void> {
    // Whoever was poked while looking may have looked too early, so looks again.
    for (let found = true; !this.#isStopped && (found || this.#wasPoked);) {
      this.#wasPoked = false;
      found = await this.take(() => this.#isDry || this.#callOne());
      if (!found) this.#isDry = true;
    }
    this.#takers -= 1;
    if (this.#takers === 0) this.#onIdle();
  }
}
