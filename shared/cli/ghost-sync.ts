import type { GhostImportReportDto } from '../contracts/dtos/blog.js';
import { ghostKinds, type GhostCursor, type GhostKind, type GhostReader } from '../contracts/ghost.js';
import type { Services } from '../contracts/registry.js';
import { operator } from '../contracts/viewer.js';
import { ghostReader } from '../infrastructure/adapters/ghost/ghost-reader.js';
import { ghostEnv } from '../infrastructure/config/ghost-env.js';
import { readEnv } from '../infrastructure/config/read-env.js';
import { version } from '../infrastructure/config/version.js';
import { createHttpClient } from '../infrastructure/http/client/create-http-client.js';
import { OperatorError } from '../lib/errors.js';
import { addReports } from './ghost-import.js';
import { showProgress, type Progress } from './progress.js';
import { withServicesAndBell } from './with-services.js';
import type { World } from './world.js';

export interface SyncOptions {
  /** Reads everything, also what was read before. */
  full: boolean;
  /** Removes what is gone, however much it is. */
  isCertain: boolean;
}

export interface SyncReport extends GhostImportReportDto {
  /** Texts, tags and authors that are not there any more. */
  removed: number;
}

/** Ghost's clock, and an edit that commits a little after its moment. */
const overlapMs = 60_000;

/**
 * Brings over what changed in the Ghost since it was read last, and removes what is gone. Each page is taken in a unit of its
 * own together with how far it reaches, so that whoever is stopped goes on from there.
 *
 * @throws OperatorError when it is not known where the Ghost is, and when it does not answer or refuses us.
 */
export async function syncGhost(url: string, world: World, options: SyncOptions): Promise<SyncReport> {
  const { GHOST_URL: site, GHOST_ADMIN_API_KEY: key } = readEnv(ghostEnv, world.env);
  if (site === undefined) throw new OperatorError('GHOST_URL is not set; say where the Ghost is.');
  if (key === undefined) {
    throw new OperatorError('GHOST_ADMIN_API_KEY is not set; make one under Integrations in Ghost.');
  }
  const progress = showProgress(world.stderr);
  const http = createHttpClient({ version, baseUrl: site, allowedOrigins: [new URL(site).origin] });
  const reader = ghostReader({ site, key, http, clock: () => new Date(), say: progress.say });
  try {
    return await withServicesAndBell(url, world.env, (services) => syncAll(services, reader, progress, options));
  } finally {
    http.close();
    progress.end();
  }
}

async function syncAll(
  services: Services,
  reader: GhostReader,
  progress: Progress,
  { full, isCertain }: SyncOptions,
): Promise<SyncReport> {
  let report: GhostImportReportDto | null = null;
  for (const kind of ghostKinds) report = await readKind(services, reader, progress, kind, full, report);
  let removed = 0;
  for (const kind of ghostKinds) removed += await removeKind(services, reader, progress, kind, isCertain);
  if (report === null) throw new Error('a Ghost has at least one kind of things');
  return { ...report, removed };
}

async function readKind(
  services: Services,
  reader: GhostReader,
  progress: Progress,
  kind: GhostKind,
  full: boolean,
  before: GhostImportReportDto | null,
): Promise<GhostImportReportDto | null> {
  const { site } = reader;
  const known = full ? null : await services.blog.findGhostCursor(operator, site, kind);
  let report = before;
  let taken = 0;
  let from = known && withOverlap(known);
  for (;;) {
    const page = await reader.readAfter(kind, from);
    progress.say(`${kind}: ${taken} of ${taken + page.left}`);
    const last = page.next ?? (page.last && { ...page.last, id: null });
    const part = await services.transaction(async (unit) => {
      const one = await unit.blog.importGhost(operator, site, page.answer);
      if (last !== null) await unit.blog.keepGhostCursor(operator, site, kind, last);
      return one;
    });
    report = report === null ? part : addReports(report, part);
    if (page.next === null) return report;
    taken = Math.max(taken, 0) + countIn(page.answer, kind);
    from = page.next;
  }
}

/** Where a reading was broken off it goes on; else what changed a little before may have been committed after. */
function withOverlap({ updatedAt, id }: GhostCursor): GhostCursor {
  return id === null ? { updatedAt: new Date(updatedAt.getTime() - overlapMs), id } : { updatedAt, id };
}

const countIn = (answer: unknown, kind: GhostKind) => (answer as Record<GhostKind, unknown[]>)[kind].length;

async function removeKind(
  services: Services,
  reader: GhostReader,
  progress: Progress,
  kind: GhostKind,
  isCertain: boolean,
): Promise<number> {
  progress.say(`looking which ${kind} are gone`);
  const there = await reader.readIds(kind);
  const removal = await services.blog.removeGhostsGone(operator, reader.site, kind, there, isCertain);
  if (removal.kind === 'removed') return removal.count;
  throw new OperatorError(
    `${removal.gone} of ${removal.known} ${kind} are gone from ${reader.site}: nothing was removed. If that is meant, say --believe-it.`,
  );
}
