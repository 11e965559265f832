/** One search for one key, and everyone who waits for it. */
export interface Flight<T> {
  readonly key: string;
  readonly promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
}

function takeOff<T>(key: string): Flight<T> {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((res, rej) => ([resolve, reject] = [res, rej]));
  // Whoever waits hears of a failure; that nobody waits is no fault.
  promise.catch(() => undefined);
  return { key, promise, resolve, reject };
}

/** The searches under way in this process: a second one for the same key joins the first. */
export class Flights<T> {
  readonly #flying = new Map<string, { flight: Flight<T>; heard: number }>();

  /**
   * @param heard the count of invalidations. A flight begun at another count is not joined: it may bring what was true
   *   before the change that its passenger has just made.
   * @returns the flight to wait for, and whether it is to be started now.
   */
  board(key: string, heard: number): { flight: Flight<T>; isNew: boolean } {
    const flying = this.#flying.get(key);
    if (flying?.heard === heard) return { flight: flying.flight, isNew: false };
    const flight = takeOff<T>(key);
    this.#flying.set(key, { flight, heard });
    return { flight, isNew: true };
  }

  land(flight: Flight<T>): void {
    if (this.#flying.get(flight.key)?.flight === flight) this.#flying.delete(flight.key);
  }
}
