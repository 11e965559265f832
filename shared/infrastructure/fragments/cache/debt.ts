/** Beyond this the oldest are left to the built-in tasks, which say everything again. */
const mostTags = 20_000;

/** Invalidations that Redis could not be told of. Nothing that it holds is believed before it was told. */
export class Debt {
  #tags = new Set<string>();
  #paying: Promise<void> | null = null;

  constructor(private readonly say: (tags: readonly string[]) => Promise<void>) {}

  get isOwed(): boolean {
    return this.#tags.size > 0 || this.#paying !== null;
  }

  owe(tags: readonly string[]): void {
    for (const tag of tags) this.#tags.add(tag);
    for (const oldest of this.#tags) {
      if (this.#tags.size <= mostTags) return;
      this.#tags.delete(oldest);
    }
  }

  /** Resolves when nothing is owed. @throws Error when it cannot be said yet. */
  async pay(): Promise<void> {
    while (this.isOwed) {
      this.#paying ??= this.#sayAll();
      await this.#paying;
    }
  }

  /** What is owed from now on is said once more, since it may be later than what is being said. */
  async #sayAll(): Promise<void> {
    const tags = [...this.#tags];
    this.#tags.clear();
    try {
      await this.say(tags);
    } catch (error) {
      this.owe(tags);
      throw error;
    } finally {
      this.#paying = null;
    }
  }
}
