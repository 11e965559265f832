import type { PictureOutcome } from '@rose-ash/shared/contracts/dtos/blog';
import { operator } from '@rose-ash/shared/contracts/viewer';
import type { HttpClient } from '@rose-ash/shared/infrastructure/http/client/http-client';
import { defineJob, type Job } from '@rose-ash/shared/infrastructure/jobs/define-job';
import { BrokenPicture } from '@rose-ash/shared/infrastructure/media/make-variants';
import type { MediaWorkshop } from '@rose-ash/shared/infrastructure/media/media-workshop';
import { AppError } from '@rose-ash/shared/lib/errors';

/** Seldom more than a few MB, from servers that may be slow. */
const timeoutMs = 60_000;
const mostRedirects = 3;

const headers = { accept: 'image/avif,image/webp,image/jpeg,image/png,image/gif' };

/** Fetches a picture that a text shows from elsewhere, and makes it ours. Whatever the other server does, the job succeeds. */
export const copyPicture: Job<'copy-picture'> = defineJob({
  name: 'copy-picture',
  truth: 'picture_copies',
  async run({ services, http, media, log }, { copyId }, signal) {
    // The row waits for the day when there is somewhere to keep it.
    if (media === null) return;
    const wanted = await services.blog.findWantedPicture(operator, copyId);
    if (wanted === null) return;
    const outcome = await copy(wanted.source, http, media, signal);
    signal.throwIfAborted();
    await services.blog.settlePicture(operator, copyId, outcome);
    if (outcome.kind !== 'copied') log.info({ copyId, outcome: outcome.kind, trouble: outcome.trouble }, 'a picture was not copied'); // prettier-ignore
  },
  async sweep({ services, media }, limit) {
    if (media === null) return [];
    const wanted = await services.blog.listWantedPictures(operator, limit);
    return wanted.map(({ id }) => ({ id, payload: { copyId: id } }));
  },
});

async function copy(
  source: string,
  http: HttpClient,
  media: MediaWorkshop,
  signal: AbortSignal,
): Promise<PictureOutcome> {
  const fetched = await fetchPicture(source, http, media.maxBytes, signal);
  if (!Buffer.isBuffer(fetched)) return fetched;
  const kept = await media.keep(inOne(fetched));
  if (kept.kind === 'refused') return refused(kept.problems.map(({ sentence }) => sentence).join(' '));
  try {
    return { kind: 'copied', file: kept.file, made: await media.makeVariants(kept.file.sha256) };
  } catch (error) {
    if (error instanceof BrokenPicture) return refused('The picture is broken.');
    throw error;
  }
}

async function fetchPicture(
  source: string,
  http: HttpClient,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer | PictureOutcome> {
  try {
    const answer = await http.request(source, { headers, timeoutMs, maxBytes, maxRedirects: mostRedirects, signal });
    if (answer.status === 200) return answer.body;
    return isGone(answer.status) ? refused(`The server answered ${answer.status}.`) : later(`The server answered ${answer.status}.`); // prettier-ignore
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return isFinal(error) ? refused(error.message) : later(error.message);
  }
}

const isGone = (status: number) => status === 404 || status === 410;

const isFinal = ({ code }: AppError) => code === 'upstream-refused-address' || code === 'upstream-too-large';

const refused = (trouble: string): PictureOutcome => ({ kind: 'refused', trouble });

const later = (trouble: string): PictureOutcome => ({ kind: 'later', trouble });

async function* inOne(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
