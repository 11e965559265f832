import { isShowable } from '../summary.js';
import type { RenderedDocument } from '../document/render/render-document.js';

/** What a sentence says of a post. */
interface Named {
  title: string;
}

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

/** What readers of this post will not find as it was on the Ghost. The source keeps all of it. */
export function notesOn(
  post: Named & { feature_image: string | null },
  { left }: Pick<RenderedDocument, 'left'>,
): string[] {
  const notes: string[] = [];
  const heads = post.feature_image !== null && !isShowable(post.feature_image) ? 1 : 0;
  const waiting = left.waiting + heads;
  const pictures = (count: number) => counted(count, 'picture is', 'pictures are');
  if (waiting > 0) notes.push(`${pictures(waiting)} shown once copied, not being on https`);
  if (left.pictures > 0) notes.push(`${pictures(left.pictures)} left out, not being on https`);
  if (left.links > 0) notes.push(counted(left.links, 'frame or film became a link', 'frames and films became links'));
  if (left.forms > 0) notes.push(`${counted(left.forms, 'form is', 'forms are')} left out`);
  if (left.unknown > 0) notes.push(counted(left.unknown, 'card is not known here', 'cards are not known here'));
  return notes.length === 0 ? [] : [`"${post.title}": ${notes.join('; ')}.`];
}

export const incomplete = (post: Named) =>
  `"${post.title}" came without its text, tags or authors and was not taken; ask Ghost with formats=html,lexical and include=tags,authors.`;

export const notUnderstood = (name: string, why: string) =>
  `"${name}" is not understood and was left as it is: ${why}.`;

export const older = (name: string) => `"${name}" is older in this answer than here and was not taken.`;

export const elsewhere = (name: string, wanted: string, given: string) =>
  `"${name}" is at ${given} here: ${wanted} was taken before it came.`;

/** Of what `elsewhere` was said before. */
export const settled = (was: string, is: string) =>
  `What was at ${was} is at ${is} now, as on the Ghost: that is free.`;

export const hidden = (count: number) =>
  `${counted(count, 'text is not published', 'texts are not published')} and hidden from everybody.`;

export const begun = (count: number) =>
  `${counted(count, 'text is', 'texts are')} not for everyone; strangers read how ${count === 1 ? 'it begins' : 'they begin'}.`;
