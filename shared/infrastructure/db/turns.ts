/**
 * Calls one after another. What a call calls in its turn takes turns of its own, since it cannot wait for its caller to
 * end. Closing the outermost closes all.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(private readonly outer: Turns | null = null) {}

  get isClosed(): boolean {
    return this.#isClosed || (this.outer?.isClosed ?? false);
  }

  nested(): Turns {
    return new Turns(this);
  }

  /** Rejects once closed, also a call that was still waiting then. */
  take<T>(call: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => {
      if (this.isClosed) throw new Error('This unit of work is over: its services can no longer be used.');
      return call();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Runs `work`, then waits for the turns that it took and did not wait for. */
  async andSettle<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      for (let settled = null; settled !== this.#last; await settled) settled = this.#last;
    }
  }

  close(): void {
    this.#isClosed = true;
  }
}
