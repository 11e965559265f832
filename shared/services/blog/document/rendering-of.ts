import type { DocumentDto, DocumentNode } from '../../../contracts/dtos/document.js';
import type { Post } from '../../../models/blog/post.js';
import type { RenderHooks, RenderOptions } from './render/hooks.js';

/** What a rendering depends on beside the text. */
export interface Headed extends Pick<Post, 'visibility' | 'headed'> {
  /** Whether a picture stands at its head. */
  hasPicture: boolean;
}

/** Members read what is not public, so there the cards for members are part of it. */
export function renderingOf(post: Headed, document: DocumentDto, hooks: RenderHooks): RenderOptions {
  const isPictureFirst = (document.content ?? []).slice(0, 2).some(isPicture);
  return {
    hooks,
    readers: post.visibility === 'public' ? 'everyone' : 'members',
    eagerPictures: !(post.hasPicture && post.headed) && isPictureFirst ? 1 : 0,
  };
}

const isPicture = ({ type }: DocumentNode) => type === 'image' || type === 'gallery';
