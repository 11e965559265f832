const most = 80;

/** Letters that are no other letter with a mark, in the two that people write for them. */
const spelt: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th' };

/** Words as the part of an address that names one thing: `Potato & Leek Soup` is `potato-leek-soup`. Empty for `!?`. */
export function slugify(words: string): string {
  return words
    .toLowerCase()
    .replace(/[ßæœøłđðþ]/g, (letter) => spelt[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, most)
    .replace(/-$/, '');
}

/** The database holds the same rule, but for the length. */
export function isSlug(value: string): boolean {
  return value.length <= most && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);
}
