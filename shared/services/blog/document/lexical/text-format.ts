import type { DocumentMark } from '../../../../contracts/dtos/document.js';

/** Lexical's bits for what a run of text looks like. */
const bits: readonly (readonly [mark: string, bit: number])[] = [
  ['bold', 1],
  ['italic', 2],
  ['strike', 4],
  ['underline', 8],
  ['highlight', 128],
  ['subscript', 32],
  ['superscript', 64],
  ['code', 16],
];

const known = bits.reduce((sum, [, bit]) => sum | bit, 0);

/** The marks of a format, and those of its bits that are none. */
export function marksOf(format: unknown): { marks: DocumentMark[]; rest: number } {
  const value = typeof format === 'number' && Number.isInteger(format) ? format : 0;
  const marks = bits.filter(([, bit]) => (value & bit) !== 0).map(([type]) => ({ type }));
  return { marks, rest: value & ~known };
}

export function formatOf(marks: readonly DocumentMark[]): number {
  const has = new Set(marks.map(({ type }) => type));
  return bits.reduce((sum, [mark, bit]) => (has.has(mark) ? sum | bit : sum), 0);
}
