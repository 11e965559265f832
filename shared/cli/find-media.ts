import { resolve } from 'node:path';
import type { MediaStore } from '../contracts/ports.js';
import { baseEnv } from '../infrastructure/config/base-env.js';
import { baseFile } from '../infrastructure/config/base-file.js';
import { defaultFile } from '../infrastructure/config/config.js';
import { readEnv } from '../infrastructure/config/read-env.js';
import { readConfigFile } from '../infrastructure/config/read-file.js';
import { siteUrls } from '../infrastructure/config/site-urls.js';
import { mediaFolder } from '../infrastructure/media/media-folder.js';
import { mediaStore } from '../infrastructure/media/media-store.js';
import { OperatorError } from '../lib/errors.js';
import { findEnv } from './find-database.js';
import type { World } from './world.js';

export interface FoundMedia {
  store: MediaStore;
  /** Of the blog, whose pictures they become. */
  origin: string;
}

/**
 * The media store that the services use, with their limits.
 *
 * @throws OperatorError when nobody says where it is.
 */
export function findMedia(env: World['env']): FoundMedia {
  const { MEDIA_DIR, BASE_DOMAIN, PUBLIC_SCHEME, PUBLIC_PORT, ROSE_CONFIG } = baseEnv;
  const said = readEnv({ MEDIA_DIR, BASE_DOMAIN, PUBLIC_SCHEME, PUBLIC_PORT, ROSE_CONFIG }, findEnv(env));
  const folder = folderOf(said.MEDIA_DIR);
  const { media } = readConfigFile(said.ROSE_CONFIG ?? defaultFile, baseFile.loose());
  return {
    store: mediaStore(mediaFolder(folder), media),
    origin: siteUrls(said.PUBLIC_SCHEME, said.BASE_DOMAIN, said.PUBLIC_PORT).blog,
  };
}

/** The folder itself. @throws OperatorError when nobody says where it is. */
export function findMediaDir(env: World['env']): string {
  return folderOf(readEnv({ MEDIA_DIR: baseEnv.MEDIA_DIR }, findEnv(env)).MEDIA_DIR);
}

function folderOf(said: string | undefined): string {
  if (said === undefined) throw new OperatorError('MEDIA_DIR is not set; .env.example says what it is for.');
  return resolve(said);
}
