import type Provider from 'oidc-provider';
import type { Keys } from '../../../contracts/services/federation/keys.js';
import type { Log } from '../../log/log.js';
import { makeMissingKeys, openKeys, type SigningKey } from '../keys/key-ring.js';
import type { Sealer } from '../seal.js';

export interface KeyWatchOptions {
  keys: Keys;
  sealer: Sealer;
  build: (keys: readonly SigningKey[]) => Promise<Provider>;
  log: Log;
  now: () => number;
}

/** So long after a rotation all processes sign with the new key. */
const lookEveryMs = 5_000;

/**
 * The provider with the keys of this moment. It is made when the first request needs it, and again when the keys changed;
 * requests that are under way end with the one that they began with.
 */
export class KeyWatch {
  #made: { provider: Provider; kids: string } | null = null;
  #lookedAt = -Infinity;
  #looking: Promise<void> | null = null;

  constructor(private readonly options: KeyWatchOptions) {}

  /**
   * @param isForKeys whoever asks for the keys met one that they do not know: they wait for the newest.
   * @throws what the database says, while no provider could be made yet.
   */
  async provider(isForKeys = false): Promise<Provider> {
    if (this.options.now() - this.#lookedAt > lookEveryMs) {
      this.#looking ??= this.#look().finally(() => (this.#looking = null));
      // Nobody who can be answered with the keys of before waits for the new ones.
      if (this.#made === null) await this.#looking;
      else await (isForKeys ? this.#logged(this.#looking) : void this.#logged(this.#looking));
    }
    if (this.#made === null) throw new Error('There is no provider.');
    return this.#made.provider;
  }

  #logged(looking: Promise<void>): Promise<void> {
    return looking.catch((error: unknown) => this.options.log.warn({ err: error }, 'the keys could not be read'));
  }

  async #look(): Promise<void> {
    const { keys, sealer, build, now } = this.options;
    const at = now();
    await makeMissingKeys(keys, sealer);
    const open = await openKeys(keys, sealer);
    const kids = open.map(({ kid }) => kid).join();
    if (this.#made?.kids !== kids) this.#made = { provider: await build(open), kids };
    this.#lookedAt = at;
  }
}
