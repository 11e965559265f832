import { noteOnce, type Page } from './page.js';
import type { PictureUse, ShownPicture } from './hooks.js';
import { isSafeSet, isSafeSource } from './safe-address.js';
import { opening, tag } from './tag.js';

interface Wanted {
  src: string;
  alt: string;
  title?: string;
  /** What the text says of its size. */
  width: number | null;
  height: number | null;
  room?: Room;
}

/** How wide a picture is shown; what `static/css` says of it, in the words of `sizes`, where `rem` would be the browser's and not ours. */
export type Room = keyof typeof sizesOf;

const sizesOf = {
  text: '(min-width: 760px) 680px, 94vw',
  wide: '(min-width: 1070px) 986px, 94vw',
  full: '100vw',
  tile: '(min-width: 1070px) 490px, 47vw',
  aside: '230px',
} as const;

/** What is not on https is not fetched by a page, but by us. */
const canBeCopied = /^(?:http:\/\/|\/(?!\/)|__GHOST_URL__)/i;

const isBlur = /^data:image\/webp;base64,[A-Za-z0-9+/]+=*$/;

/** A picture of the text; empty, and counted, when it may not be shown. */
export function picture(page: Page, wanted: Wanted): string {
  const shown = ask(page, wanted.src, 'picture');
  if (shown === null) {
    if (wanted.src !== '') page.left[canBeCopied.test(wanted.src) ? 'waiting' : 'pictures'] += 1;
    return '';
  }
  page.pictures += 1;
  return image(shown, wanted, page.pictures <= page.eagerPictures);
}

/** A picture that says nothing the words beside it do not. */
export function thumbnail(page: Page, src: string): string {
  const shown = ask(page, src, 'thumbnail');
  return shown === null ? '' : image(shown, { src, alt: '', width: null, height: null, room: 'aside' }, false);
}

export function ask(page: Page, src: string, use: PictureUse): ShownPicture | null {
  if (src === '') return null;
  if (!page.refs.pictures.some((known) => known.src === src)) page.refs.pictures.push({ src, use });
  const shown = page.hooks.picture(src, use);
  return shown !== null && isSafeSource(shown.src) ? shown : null;
}

function image(shown: ShownPicture, wanted: Wanted, isEager: boolean): string {
  const img = opening('img', {
    src: shown.src,
    alt: wanted.alt,
    title: wanted.title === '' ? null : wanted.title,
    width: shown.width ?? wanted.width,
    height: shown.height ?? wanted.height,
    loading: isEager ? 'eager' : 'lazy',
    decoding: 'async',
    referrerpolicy: 'no-referrer',
  });
  const sources = (shown.sources ?? []).filter(({ srcset }) => isSafeSet(srcset));
  if (sources.length === 0) return img;
  const sizes = sizesOf[wanted.room ?? 'text'];
  const chosen = sources.map(({ type, srcset }) => opening('source', { type, srcset, sizes })).join('');
  return tag('span', { class: 'developing' }, blurred(shown) + tag('picture', {}, chosen + img));
}

/** Lies below the picture until that has come. */
function blurred({ blur }: ShownPicture): string {
  if (!blur || !isBlur.test(blur)) return '';
  return opening('img', { class: 'blur', src: blur, alt: '', 'aria-hidden': 'true' });
}

/** A recording, a film or a file that a page may fetch, or null. */
export function fileAddress(page: Page, src: string): string | null {
  noteOnce(page.refs.files, src);
  const address = src === '' ? null : page.hooks.file(src);
  return address !== null && isSafeSource(address) ? address : null;
}
