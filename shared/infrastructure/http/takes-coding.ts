/** Content codings that answers are kept ready in. */
export type ReadyCoding = 'br' | 'gzip';

const most = 200;
const seen = new Map<string, Readonly<Record<ReadyCoding, boolean>>>();
const nothing = { br: false, gzip: false };

/** What a request's Accept-Encoding takes; browsers say the same few things all day, so it is read once each. */
export function takesCoding(accepted: string | undefined): Readonly<Record<ReadyCoding, boolean>> {
  if (accepted === undefined) return nothing;
  const known = seen.get(accepted);
  if (known !== undefined) return known;
  const found = { br: takes(accepted, 'br'), gzip: takes(accepted, 'gzip') };
  if (seen.size < most) seen.set(accepted, found);
  return found;
}

/** RFC 9110, 12.5.3: a weight of nought means "not this one". */
function takes(accepted: string, coding: ReadyCoding): boolean {
  return accepted.split(',').some((part) => {
    const [name, weight] = part.split(';').map((piece) => piece.trim().toLowerCase());
    return name === coding && !(weight !== undefined && /^q=0(\.0*)?$/.test(weight));
  });
}
