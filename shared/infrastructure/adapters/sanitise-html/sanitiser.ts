import { createRequire } from 'node:module';
import type sanitizeHtml from 'sanitize-html';
import type { IFrame } from 'sanitize-html';
import type { HtmlSanitiser, SanitisedHtml, TextAround } from '../../../contracts/ports.js';
import { unescapeHtml } from '../../../lib/escape-html.js';
import { HeadingIds } from '../../../lib/heading-ids.js';
import { SiteAddresses } from '../../../lib/site-addresses.js';
import { textOfHtml } from '../../../lib/text-of-html.js';
import { allowedAttributes, allowedClasses, allowedTags, deadParts, droppedWhole } from './allowed.js';
import { transforms, type Cleaning } from './transforms.js';

const require = createRequire(import.meta.url);
let loaded: typeof sanitizeHtml | undefined;

/** Loaded by the first import: every service's registry can sanitise, hardly any ever does, and six start at once. */
const library = () => (loaded ??= require('sanitize-html') as typeof sanitizeHtml);

/**
 * Ghost's HTML is as untrusted as anybody's: its HTML card carries whatever was typed into it. Tags, attributes, classes
 * and address schemes are allow-lists; frames become links, so that reading a page asks nothing of third parties.
 */
export const htmlSanitiser: HtmlSanitiser = { version: 5, sanitise };

function sanitise(source: string, site: string, around?: TextAround): SanitisedHtml {
  const left = { pictures: 0, links: 0, forms: 0 };
  const addresses = new SiteAddresses(site);
  const clean = (html: string) => cleaned(html, { addresses, ids: around?.ids ?? new HeadingIds(), left });
  // What nests like no text does is shown as its words, which are cleaned as well: they may look like tags again.
  const { shown, waiting } = withoutWaiting(clean(source) ?? clean(wordsOnly(source)) ?? '', around);
  const html = withoutEmptyShells(shown).trim();
  return { html, text: textOfHtml(html), waiting, left };
}

const deepestShown = 100;
const deepestParsed = 1_000;

/** Null for what nests too deep: the parser's time grows with the square of the depth. */
function cleaned(source: string, cleaning: Cleaning): string | null {
  const tooDeep = new Error('nested too deep');
  let depth = 0;
  try {
    return library()(source, {
      allowedTags,
      allowedAttributes,
      allowedClasses,
      nonTextTags: droppedWhole,
      allowedSchemes: ['https', 'http', 'mailto', 'tel'],
      allowedSchemesByTag: { img: ['https', 'http'], audio: ['https'], video: ['https'], srcset: ['https'] },
      allowProtocolRelative: false,
      nestingLimit: deepestShown,
      transformTags: transforms(cleaning),
      exclusiveFilter: isLeftOut,
      onOpenTag: () => {
        depth += 1;
        if (depth > deepestParsed) throw tooDeep;
      },
      onCloseTag: () => {
        depth -= 1;
      },
    });
  } catch (error) {
    if (error === tooDeep) return null;
    throw error;
  }
}

/** What was made escapes `<`, `>` and quotes in its attributes. */
const onlyOnHttp = /<img (?:[^<>]* )?src="(http:[^"<>]*)"[^<>]*>/g;

/** No page asks for a picture over http; what is ours by now stays, for its copy to be put there. */
function withoutWaiting(html: string, around: TextAround | undefined): { shown: string; waiting: string[] } {
  const waiting: string[] = [];
  const shown = html.replace(onlyOnHttp, (img, address: string) => {
    const src = unescapeHtml(address);
    if (around?.hasCopy(src) === true) return img;
    waiting.push(src);
    return '';
  });
  return { shown, waiting };
}

function wordsOnly(source: string): string {
  return source.replace(/<[^<>]*>/g, ' ');
}

const needsSource = ['img', 'audio', 'video'];

function isLeftOut({ tag, attribs }: IFrame): boolean {
  const classes = (attribs['class'] ?? '').split(/\s+/);
  if (needsSource.includes(tag) && !attribs['src'] && !attribs['href']) return true;
  return classes.some((name) => deadParts.includes(name));
}

const emptyShell = /<(figure|figcaption|a|p|div|span|details|summary|section)(?: [^>]*)?>\s*<\/\1>/g;

/** A caption explains a picture; without one it only puzzles. */
const captionOfNothing =
  /<figure(?: [^>]*)?>\s*<figcaption(?: [^>]*)?>(?:(?!<\/?fig(?:caption|ure)\b)[^])*<\/figcaption>\s*<\/figure>/g;

/** What stood around something that was left out. */
function withoutEmptyShells(html: string): string {
  const less = html.replace(emptyShell, '').replace(captionOfNothing, '');
  return less === html ? html : withoutEmptyShells(less);
}
