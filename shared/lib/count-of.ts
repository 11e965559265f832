const figures = new Intl.NumberFormat('en-GB');

/** A number with its noun, as a sentence says it: `no products`, `1 product`, `1,206 products`. */
export function countOf(count: number, one: string, many: string): string {
  if (count === 0) return `no ${many}`;
  return `${figures.format(count)} ${count === 1 ? one : many}`;
}
