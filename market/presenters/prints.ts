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
  [/\b(kale|leeks?|chard|spinach|cabbages?)\b/i, 'crate'],
  [/\b(jam|honey|marmalade|chutney|pickles?)\b/i, 'jar'],
];

/** What anything may come in, whatever it is called and in whichever language. */
const packings = ['bag', 'crate', 'stall'] as const;

/** The plain name of a print among the static files: one that shows such a thing, or what it may come in. */
export function printFor({ name, slug }: { name: string; slug: string }): string {
  const found = prints.find(([word]) => word.test(name));
  return `img/prints/${found?.[1] ?? packingFor(slug)}.svg`;
}

/** By the address, which stays when the name is mended: a thing wears the same print on every page and every day. */
function packingFor(slug: string): string {
  const sum = Array.from(slug).reduce((before, letter) => (before * 31 + (letter.codePointAt(0) ?? 0)) % 65_521, 7);
  return packings[sum % packings.length] ?? packings[0];
}
