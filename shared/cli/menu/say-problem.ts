/** `menu.yaml, entry 2, child 1: href is missing.` for a path such as `[1, 'children', 0, 'href']`. */
export function problemWith(file: string, path: readonly PropertyKey[], sentence: string): string {
  const numbers = path.filter((step) => /^\d+$/.test(String(step))).map((step) => Number(step) + 1);
  const place = numbers.map((number, depth) => `, ${depth === 0 ? 'entry' : 'child'} ${number}`).join('');
  return `${nameOf(file)}${place}: ${sentence}`;
}

/** `-` stands for what is piped in. */
export const nameOf = (file: string) => (file === '-' ? 'stdin' : file);
