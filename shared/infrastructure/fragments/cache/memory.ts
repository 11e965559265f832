/** Keeps the values that were used last, up to a sum of bytes. */
export class ByteLimitedMap<V> {
  readonly #values = new Map<string, { value: V; bytes: number }>();
  #bytes = 0;
  /** Used last, so it stands at the end already. */
  #newest: string | null = null;

  constructor(private readonly mostBytes: number) {}

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): V | undefined {
    const held = this.#values.get(key);
    if (held === undefined) return undefined;
    if (key === this.#newest) return held.value;
    // A Map remembers the order of insertion: what is used moves to the end, what is least used stays in front.
    this.#values.delete(key);
    this.#values.set(key, held);
    this.#newest = key;
    return held.value;
  }

  /** A value that would take more than a quarter of the room is not kept. */
  set(key: string, value: V, bytes: number): void {
    this.delete(key);
    if (bytes > this.mostBytes / 4) return;
    this.#values.set(key, { value, bytes });
    this.#newest = key;
    this.#bytes += bytes;
    for (const oldest of this.#values.keys()) {
      if (this.#bytes <= this.mostBytes) return;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const held = this.#values.get(key);
    if (held === undefined) return;
    this.#values.delete(key);
    this.#bytes -= held.bytes;
  }

  clear(): void {
    this.#values.clear();
    this.#bytes = 0;
  }
}
