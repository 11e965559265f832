import type { MaybeViewer } from '../../viewer.js';

/** A key pair that was made just now. */
export interface NewKey {
  kid: string;
  /** A JWK without private parts. */
  publicKey: object;
  sealedKey: string;
}

export type KeyState = 'signs' | 'waits' | 'retired';

export interface KeyDto {
  kid: string;
  state: KeyState;
  publishedAt: Date;
  /** In the future for one whose turn is fixed; null for one that waits. */
  signsFrom: Date | null;
  publishedUntil: Date | null;
}

/** The keys with which the provider signs. */
export interface Keys {
  /** Those that are published now: the one that signs first, then the waiting one, then the retired. */
  listKeys(): Promise<KeyDto[]>;

  /** The same with what is sealed, for the provider. */
  listSealedKeys(): Promise<(KeyDto & NewKey)[]>;

  /**
   * Says how many keys are wanted before all is well: one that signs and one that waits. Whoever makes them calls `addKey`
   * that often.
   */
  countMissingKeys(): Promise<number>;

  /** Takes it as the one that signs, where there is none, or that waits. False where both are there. */
  addKey(key: NewKey): Promise<boolean>;

  /**
   * Lets the waiting key sign: when it was public for a day, or now. The one before stays published until nothing that it
   * signed is of use. Null where none waits.
   *
   * @throws Forbidden unless the viewer is an admin.
   */
  rotateKeys(viewer: MaybeViewer, when: 'soon' | 'now'): Promise<KeyDto | null>;

  /** Rotates when the key that signs is a year old, and forgets keys that are not published any more. */
  keepKeysFresh(): Promise<void>;
}
