import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { AppName } from '../../contracts/apps.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where the templates of an app are looked for: its own first, then shared's. */
export function templateFolders(app: AppName): string[] {
  return [join(root, app, 'templates'), join(root, 'shared', 'templates')];
}

/** Where the built static files lie: the app's own first, then shared's. */
export function staticFolders(app: AppName): string[] {
  return [join(root, app, 'dist', 'static'), join(root, 'shared', 'dist', 'static')];
}
