import { escapeHtml } from '@rose-ash/shared/lib/escape-html';

const tags = /<[a-z][^<>]*>/gi;
/** What lies below a picture until it has come; a reader without our styles would show it beside it. */
const blurs = /<img class="blur"[^<>]*>/g;

const addresses = /(\s(?:href|src|poster)=")([^"]*)"/g;
const candidates = /(\ssrcset=")([^"]*)"/g;
const hasScheme = /^[a-z][a-z0-9+.-]*:/i;

/**
 * The same text with every address made whole, for readers that do not know where it came from.
 *
 * @param html as the sanitiser or the renderer writes it: attributes in double quotes, `<` and `>` in them escaped.
 * @param base absolute, of the page that the text stands on.
 */
export function withAbsoluteAddresses(html: string, base: string): string {
  return html
    .replace(blurs, '')
    .replace(tags, (tag) =>
      tag
        .replace(addresses, (_, before: string, address: string) => `${before}${resolve(address, base)}"`)
        .replace(candidates, (_, before: string, list: string) => `${before}${resolveAll(list, base)}"`),
    );
}

function resolveAll(list: string, base: string): string {
  return list.replace(/(^|,\s+)([^\s,]+)/g, (_, before: string, address: string) => before + resolve(address, base));
}

function resolve(address: string, base: string): string {
  const plain = address.replaceAll('&amp;', '&');
  if (hasScheme.test(plain) || !URL.canParse(plain, base)) return address;
  return escapeHtml(new URL(plain, base).href);
}
