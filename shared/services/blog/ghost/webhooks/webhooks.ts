import type { GhostWebhook as Webhook } from '../../../../contracts/ghost-webhooks.js';
import type { MaybeViewer } from '../../../../contracts/viewer.js';
import { GhostWebhook } from '../../../../models/blog/ghost-webhook.js';
import type { BlogDeps } from '../../deps.js';
import { requireEditor } from '../../policy.js';
import { siteKey } from '../site.js';

export async function listGhostWebhooks({ manager }: BlogDeps, viewer: MaybeViewer, site: string): Promise<Webhook[]> {
  requireEditor(viewer);
  const rows = await manager.find(GhostWebhook, {
    where: { site: siteKey(site) },
    order: { event: 'ASC', targetUrl: 'ASC' },
  });
  return rows.map(({ ghostId, event, targetUrl }) => ({ id: ghostId, event, targetUrl }));
}

export async function keepGhostWebhook(
  { manager, clock }: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  { id, event, targetUrl }: Webhook,
): Promise<void> {
  requireEditor(viewer);
  const row = { site: siteKey(site), ghostId: id, event, targetUrl, createdAt: clock() };
  await manager.upsert(GhostWebhook, row, ['site', 'ghostId']);
}

export async function forgetGhostWebhook(
  { manager }: BlogDeps,
  viewer: MaybeViewer,
  site: string,
  id: string,
): Promise<void> {
  requireEditor(viewer);
  await manager.delete(GhostWebhook, { site: siteKey(site), ghostId: id });
}
