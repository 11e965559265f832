import { resolve } from 'node:path';
import { verifyBackup } from '../../infrastructure/backup/verify-backup.js';
import { countOf } from '../../lib/count-of.js';
import { OperatorError } from '../../lib/errors.js';
import { showProgress } from '../progress.js';
import type { World } from '../world.js';
import { countsOf } from './sizes.js';

/** @throws OperatorError when something is not as it was written. */
export async function verify(world: World, given: string, json: true | undefined): Promise<void> {
  const folder = resolve(given);
  const progress = showProgress(world.stderr);
  const { manifest, problems } = await verifyBackup(folder, (what) => progress.say(what)).finally(() => progress.end());
  if (json) world.stdout.write(`${JSON.stringify({ folder, whole: problems.length === 0, problems })}\n`);
  if (problems.length > 0) throw new OperatorError([...problems, `The backup ${folder} is damaged.`].join('\n'));
  const { rows, tables, media } = countsOf(manifest);
  const pictures = media === null ? '' : ` and ${countOf(media.files, 'media file', 'media files')}`;
  if (!json) world.stdout.write(`Whole: ${countOf(rows, 'row', 'rows')} of ${tables} tables${pictures}.\n`);
}
