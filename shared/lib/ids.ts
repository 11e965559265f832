import { v7 } from 'uuid';

/** A new UUIDv7: ids made later sort later, so that indexes grow at their end. */
export function newId(): string {
  return v7();
}
