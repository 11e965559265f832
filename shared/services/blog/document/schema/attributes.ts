import type { AttributeSpec } from 'prosemirror-model';

/** Any text; nothing is the empty one. */
export const words: AttributeSpec = { default: '', validate: 'string' };

export const maybeWords: AttributeSpec = { default: null, validate: 'string|null' };

export const flag: AttributeSpec = { default: false, validate: 'boolean' };

/** Pixels, bytes, seconds. */
export const size: AttributeSpec = { default: null, validate: maybeSize };

/** One of a few words; the first is what is meant when nothing is said. */
export function oneOf(...allowed: readonly (string | null)[]): AttributeSpec {
  return {
    default: allowed[0],
    validate: (value: unknown) => {
      if (!allowed.includes(value as string | null)) throw wrong(value, `one of ${allowed.join(', ')}`);
    },
  };
}

export function wholeBetween(least: number, most: number, fallback: number): AttributeSpec {
  return {
    default: fallback,
    validate: (value: unknown) => {
      const isFine = Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
      if (!isFine) throw wrong(value, `a whole number from ${least} to ${most}`);
    },
  };
}

/** What came with a node from elsewhere and has no place in it, as it came, for the way back. */
export const kept: AttributeSpec = {
  default: null,
  validate: (value: unknown) => {
    if (value !== null && (typeof value !== 'object' || Array.isArray(value))) throw wrong(value, 'an object');
  },
};

/** The shape of each thing in a list, by the names of its fields. */
export function listOf(fields: Record<string, 'string' | 'number|null'>): AttributeSpec {
  return {
    default: [],
    validate: (value: unknown) => {
      if (!Array.isArray(value)) throw wrong(value, 'a list');
      for (const item of value as unknown[]) checkFields(item, fields);
    },
  };
}

function checkFields(item: unknown, fields: Record<string, 'string' | 'number|null'>): void {
  if (typeof item !== 'object' || item === null) throw wrong(item, 'an object');
  for (const [name, value] of Object.entries(item)) {
    if (fields[name] === undefined) throw new RangeError(`${name} has no place here`);
    if (fields[name] === 'number|null') maybeSize(value);
    else if (typeof value !== 'string') throw wrong(value, 'a text');
  }
}

function maybeSize(value: unknown): void {
  if (value === null) return;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw wrong(value, 'a size');
}

const inWords = (value: unknown) => (typeof value === 'string' ? `"${value.slice(0, 80)}"` : typeof value);

function wrong(value: unknown, wanted: string): RangeError {
  return new RangeError(`${inWords(value)} is not ${wanted}`);
}
