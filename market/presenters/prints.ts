/** Words in a name, and the print of the house that shows such a thing. */
const prints: readonly [word: RegExp, print: string][] = [
  [/\brye\b/i, 'rye'],
  [/\b(sourdough|loaf|bread|rolls?)\b/i, 'loaf'],
  [/\bcheese\b/i, 'cheese'],
  [/\bmilk\b/i, 'milk'],
  [/\bbeetroots?\b/i, 'beetroot'],
  [/\bapples?\b/i, 'apples'],
  [/\beggs?\b/i, 'eggs'],
  [/\boats?\b/i, 'oats'],
  [/\bseeds?\b/i, 'seeds'],
];

/** The plain name of a print among the static files, for a thing of this name; null where no print shows it. */
export function printFor(name: string): string | null {
  const found = prints.find(([word]) => word.test(name));
  return found === undefined ? null : `img/prints/${found[1]}.svg`;
}
