import { Buffer } from 'node:buffer';

/** Longer texts than any page of ours are encoded where they are to lie. */
const mostChars = 128 * 1024;
/** Three bytes for each is the most that a string can take. */
let draft: Buffer | null = null;

/**
 * The bytes of a text in UTF-8, as `Buffer.from` gives them, at half its cost: that goes over the text once to count and
 * once to write. Here it is written where there is room in any case, and copied to its length.
 */
export function encodeUtf8(text: string): Buffer {
  if (text.length > mostChars) return Buffer.from(text);
  draft ??= Buffer.allocUnsafeSlow(3 * mostChars);
  return Buffer.from(draft.subarray(0, draft.write(text)));
}
