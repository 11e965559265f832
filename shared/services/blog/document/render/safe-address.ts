/** A path, a query or an anchor of this site. Two slashes, however written, would name another host. */
const ownPlace = /^(?:\/(?![/\\])|\?|#)/;

/** Browsers drop these from addresses before they read the scheme. */
// eslint-disable-next-line no-control-regex -- they are what must not be there
const unseen = /[\u0000-\u0020\u007f]/;

/** The last word on every address that is written, whatever a hook said: one that runs nothing. */
export function isSafeLink(address: string): boolean {
  return !unseen.test(address) && (ownPlace.test(address) || /^(?:https?:\/\/|mailto:|tel:)/i.test(address));
}

/** What a page may fetch by itself. */
export function isSafeSource(address: string): boolean {
  return !unseen.test(address) && (/^\/(?![/\\])/.test(address) || /^https:\/\//i.test(address));
}

/** Every candidate one that a page may fetch; an address with a comma in it is not worth a grammar. */
export function isSafeSet(srcset: string): boolean {
  return srcset.split(',').every((candidate) => {
    const [address = '', size = '', ...more] = candidate.trim().split(/\s+/);
    return isSafeSource(address) && /^(?:\d+(?:\.\d+)?[wx])?$/.test(size) && more.length === 0;
  });
}
