import { createDataSource } from '../../infrastructure/db/data-source.js';
import { createUnits, type Bell } from '../../infrastructure/app/tool-box.js';
import { newId } from '../../lib/ids.js';
import { parcelCatalogues } from './parcels.js';

/** Where the drill takes place, for the processes that take part. */
export interface Ground {
  databaseUrl: string;
  redisUrl: string;
  /** Of the Redis channels. */
  prefix: string;
}

/** No constraint keeps effects apart: what is done twice shows. The units' key tells a producer what has become of a commit. */
export const tables = `
  create table drill_units (id integer primary key);
  create table drill_effects (
    seq bigint generated always as identity,
    handler text not null,
    activity_id bigint not null,
    n integer not null,
    address integer not null
  )`;

/** Units of work as a service opens them. Not connected yet. */
export function openUnits({ databaseUrl }: Ground, poolSize: number, applicationName: string, bell?: Bell) {
  const dataSource = createDataSource({ url: databaseUrl, poolSize, applicationName });
  const clock = () => new Date();
  const units = createUnits({
    ...{ dataSource, clock, newId, catalogues: parcelCatalogues },
    ...(bell === undefined ? {} : { bell }),
  });
  return { dataSource, units };
}
