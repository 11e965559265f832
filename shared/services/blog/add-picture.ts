import { z } from 'zod';
import type { StoredFile } from '../../contracts/media.js';
import type { Refused } from '../../contracts/problems.js';
import type { PictureAdded } from '../../contracts/services/blog.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import { checkInput } from '../../lib/refusals.js';
import { memberIdOf } from '../../lib/viewers.js';
import type { BlogDeps } from './deps.js';
import { requireEditor } from './policy.js';

const fields = z.object({
  alt: z.string().trim().max(1000, { error: 'What a picture shows is told in at most 1000 characters' }),
});

export async function addPicture(
  { media }: BlogDeps,
  viewer: MaybeViewer,
  file: StoredFile,
  about: { alt: string },
): Promise<PictureAdded | Refused> {
  requireEditor(viewer);
  const checked = checkInput(fields, about);
  if (checked.kind === 'refused') return checked;
  const picture = await media(file, { alt: checked.input.alt, ownerId: memberIdOf(viewer) });
  return { kind: 'added', picture };
}
