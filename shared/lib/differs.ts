/** Whether a field of `wanted` is not as `known` has it. For fields of text, numbers, booleans, moments and null. */
export function differs<W extends object>(known: W, wanted: W): boolean {
  return (Object.keys(wanted) as (keyof W)[]).some((field) => valueOf(known[field]) !== valueOf(wanted[field]));
}

const valueOf = (value: unknown) => (value instanceof Date ? value.getTime() : value);
