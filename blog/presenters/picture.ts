import type { PostSummaryDto } from '@rose-ash/shared/contracts/dtos/blog';
import type { Picture } from '../views/models.js';

/** Tag slug to the plain name of one of our own prints, as the configuration says it. */
export type Prints = Readonly<Record<string, string>>;

/** The post's own picture; else the print of its first tag that has one. A print says nothing the words do not. */
export function presentPicture({ picture, tags }: PostSummaryDto, prints: Prints): Picture | null {
  if (picture !== null) return { src: picture.src, alt: picture.alt, set: picture.set };
  const tag = tags.find(({ slug }) => Object.hasOwn(prints, slug));
  return tag === undefined ? null : { print: `img/prints/${prints[tag.slug] ?? ''}.svg`, alt: '' };
}
