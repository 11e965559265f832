const most = 100;

/** A heading's words as Ghost makes an anchor of them, so that links to its places still arrive: `What it costs` is `what-it-costs`. */
export function anchorOf(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s+/g, '-')
    .replace(/-{2,}/g, '-')
    .slice(0, most)
    .replace(/^-|-$/g, '');
}
