import type { PictureCopiesDto } from '../contracts/dtos/blog.js';
import { operator } from '../contracts/viewer.js';
import { withServices, withServicesAndBell } from './with-services.js';
import type { World } from './world.js';

export function reportCopies(url: string): Promise<PictureCopiesDto> {
  return withServices(url, (services) => services.blog.reportPictureCopies(operator));
}

export function retryCopies(url: string, world: World): Promise<number> {
  return withServicesAndBell(url, world.env, (services) => services.blog.retryPictures(operator));
}

/** One sentence, then a line for each that did not come. */
export function copiesInWords({ counts, troubled }: PictureCopiesDto): string {
  const { copied, wanted, refused } = counts;
  const total = `${copied} of ${copied + wanted + refused} pictures are ours, ${wanted} to be copied, ${refused} given up.`;
  const lines = troubled.map((one) => `${one.isGivenUp ? 'given up ' : 'later    '} ${one.source}  ${one.trouble}`);
  return [total, ...lines].join('\n');
}
