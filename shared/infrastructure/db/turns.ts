/**
 * Calls one after another. The calls that a call makes take turns of their own, since they cannot wait for it to end.
 * Closing the outermost closes all.
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

  /** Rejects when closed, also while waiting. */
  take<T>(call: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => {
      if (this.isClosed) throw new Error('This unit of work is over: its services can no longer be used.');
      return call();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves with `result` once every turn that was taken is over. */
  async finish<T>(result: T): Promise<T> {
    for (let last = null; last !== this.#last;) {
      last = this.#last;
      await last;
    }
    return result;
  }

  close(): void {
    this.#isClosed = true;
  }
}
