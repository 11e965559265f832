import { z } from 'zod';
import type { ActivityType } from '../../activities/define-activity.js';
import type { AppName } from '../../contracts/apps.js';
import type { ActivityCatalogues } from './catalogues.js';
import type { AnyActivity } from './define-handler.js';

/** A row of `ap_activities`, as the driver gives it. */
export interface ActivityRow {
  id: string;
  type: string;
  app: AppName;
  subject: string;
  payload: unknown;
  v: number;
  at: Date;
}

/**
 * The activity of a row, its payload checked: the image that wrote it may be older or newer than this one.
 *
 * @throws Error when this image does not know the type, or cannot read the payload. It does not quote the payload.
 */
export function readActivity({ types }: ActivityCatalogues, row: ActivityRow): AnyActivity {
  const type = types.get(row.type);
  if (type === undefined) throw new Error(`There is no type of activity called ${row.type}.`);
  const read = schemaFor(type, row.v).safeParse(row.payload);
  if (!read.success) throw new Error(`A payload of ${row.type}, v ${row.v}, cannot be read: ${places(read.error)}.`);
  const { id, app, subject, at } = row;
  return { ...{ id, app, subject, at }, type: row.type, payload: read.data };
}

/** A payload of a newer shape has gained fields that this image knows nothing about: they are passed over. */
function schemaFor({ payload, v }: ActivityType, written: number): z.ZodType {
  return written > v && payload instanceof z.ZodObject ? payload.strip() : payload;
}

function places({ issues }: z.ZodError): string {
  return [...new Set(issues.map(({ path }) => path.join('.') || 'all of it'))].join(', ');
}
