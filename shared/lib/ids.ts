import { v7, validate } from 'uuid';

/** A new UUIDv7: ids made later sort later, so that indexes grow at their end. */
export function newId(): string {
  return v7();
}

/** Whether PostgreSQL could compare it with an id; what comes from outside may be anything. */
export function isId(value: string): boolean {
  return validate(value);
}
