import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { done, type Context, type Middleware } from './context.js';
import { takesCoding } from './takes-coding.js';

interface ManifestEntry {
  /** Path below the folder, with the hash of its content. */
  file: string;
  type: string;
  bytes: number;
  /** Bytes of the precompressed copies, where they exist. */
  br?: number;
  gz?: number;
}

type Manifest = Record<string, ManifestEntry>;

interface StaticFile extends ManifestEntry {
  path: string;
}

/** The static files of shared and of one app, by plain name; the app's own come first. */
export interface StaticFiles {
  /** The address of a file by its plain name: `css/main.css`. Throws for a name nobody made. */
  url(name: string): string;
  /** Where a file lies on the disk, by its plain name. Throws for a name nobody made. */
  path(name: string): string;
  serve: Middleware;
}

const prefix = '/static/';

/** What browsers ask for at addresses of their own choice. */
const wellKnown = { '/favicon.ico': 'img/favicon.ico', '/apple-touch-icon.png': 'img/apple-touch-icon.png' };
const forEver = 'public, max-age=31536000, immutable';
const forADay = 'public, max-age=86400';

/**
 * @param folders each with a `manifest.json` beside the files; earlier ones win.
 */
export function staticFiles(folders: readonly string[]): StaticFiles {
  const byName = new Map<string, StaticFile>();
  for (const folder of [...folders].reverse()) {
    for (const [name, entry] of Object.entries(readManifest(folder))) {
      byName.set(name, { ...entry, path: join(folder, entry.file) });
    }
  }
  const byUrl = new Map([...byName.values()].map((file) => [prefix + file.file, file]));
  const byPath = new Map(Object.entries(wellKnown).map(([path, name]) => [path, byName.get(name)]));
  function named(name: string): StaticFile {
    const file = byName.get(name);
    if (!file) throw new Error(`no static file is called ${name}`);
    return file;
  }
  return {
    url: (name) => prefix + named(name).file,
    path: (name) => named(name).path,
    serve(ctx, next) {
      const hashed = byUrl.get(ctx.path);
      const file = hashed ?? byPath.get(ctx.path);
      if (!file || !['GET', 'HEAD'].includes(ctx.method)) return next();
      send(ctx, file, hashed === undefined ? forADay : forEver);
      return done;
    },
  };
}

function readManifest(folder: string): Manifest {
  const path = join(folder, 'manifest.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : {};
}

/** Where the name holds the hash of the content, an answer is true for ever. */
function send(ctx: Context, file: StaticFile, cacheControl: string): void {
  const encoding = pickEncoding(ctx, file);
  ctx.state.route = 'static';
  ctx.body = ctx.method === 'HEAD' ? '' : createReadStream(file.path + (encoding?.suffix ?? ''));
  ctx.type = file.type;
  ctx.length = encoding?.bytes ?? file.bytes;
  ctx.set('cache-control', cacheControl);
  if (file.br !== undefined || file.gz !== undefined) ctx.set('vary', 'accept-encoding');
  if (encoding !== null) ctx.set('content-encoding', encoding.name);
}

/** Brotli where it is taken, whatever order the browser names them in: it is the smaller one. */
function pickEncoding(ctx: Context, file: StaticFile): { name: string; suffix: string; bytes: number } | null {
  const taken = takesCoding(ctx.headers['accept-encoding']);
  if (file.br !== undefined && taken.br) return { name: 'br', suffix: '.br', bytes: file.br };
  if (file.gz !== undefined && taken.gzip) return { name: 'gzip', suffix: '.gz', bytes: file.gz };
  return null;
}
