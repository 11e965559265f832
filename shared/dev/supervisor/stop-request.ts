/** Somebody wants the stack to stop. Asked for once; a second request only hurries. */
export class StopRequest {
  readonly asked: Promise<void>;
  #ask: () => void = () => undefined;
  #hurry: () => void = () => undefined;
  #isAsked = false;

  constructor() {
    this.asked = new Promise((resolve) => (this.#ask = resolve));
  }

  get isAsked(): boolean {
    return this.#isAsked;
  }

  onHurry(hurry: () => void): void {
    this.#hurry = hurry;
  }

  ask(): void {
    if (this.#isAsked) {
      this.#hurry();
      return;
    }
    this.#isAsked = true;
    this.#ask();
  }

  /** Between two steps of a start. */
  throwIfAsked(): void {
    if (this.#isAsked) throw new StopAsked();
  }

  /** The work, unless somebody asks to stop before it is done. */
  async unless<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.asked.then(() => Promise.reject(new StopAsked()))]);
  }
}

/** Ends a start that is not wanted any more. */
export class StopAsked extends Error {}
