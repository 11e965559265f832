import { Counter, type Registry } from 'prom-client';
import type { MediaConfig } from '../config/mail-and-media.js';
import { defineJob, type Job } from '../jobs/define-job.js';
import { mediaFolder, type MediaFolder } from './media-folder.js';
import { findNewMedia } from './media-table.js';
import { prepareMedium } from './prepare-medium.js';
import { tidyMedia } from './tidy-media.js';

/** Makes what is shown of new media. */
export function makeVariantsJob(config: MediaConfig): Job<'make-variants'> {
  return defineJob({
    name: 'make-variants',
    truth: 'media',
    run: ({ dataSource: database, log }, { mediaId }) =>
      prepareMedium({ database, folder: folderOf(config), maxPixels: config.maxPixels, log }, mediaId),
    sweep: async ({ dataSource }, limit) => {
      const mediaIds = await findNewMedia(dataSource, limit);
      return mediaIds.map((mediaId) => ({ id: mediaId, payload: { mediaId } }));
    },
  });
}

/** Removes the files of units that never committed, at an hour when nobody adds pictures. */
export function tidyMediaJob(config: MediaConfig): Job<'tidy-media'> {
  let refused = 0;
  return defineJob({
    name: 'tidy-media',
    schedule: { pattern: '23 4 * * *' },
    run: async ({ dataSource, log }) => {
      if (config.folder === null) return;
      const tidied = await tidyMedia(folderOf(config), dataSource);
      if (tidied.spared === 0) {
        log.info(tidied, 'the media folder was tidied');
        return;
      }
      refused += 1;
      log.error(tidied, 'nothing was tidied: this database knows too few of the pictures to be the right one');
    },
    measure: (_around, registry) => countRefused(registry, () => refused),
  });
}

function countRefused(registry: Registry, count: () => number): void {
  new Counter({
    ...{ name: 'media_tidy_refused_total', registers: [registry] },
    help: 'Times that no picture was removed since the database knew none, or not even half of them',
    collect() {
      this.reset();
      this.inc(count());
    },
  });
}

function folderOf({ folder }: MediaConfig): MediaFolder {
  if (folder === null) throw new Error('MEDIA_DIR is not set');
  return mediaFolder(folder);
}
