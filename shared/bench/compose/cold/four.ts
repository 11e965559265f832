import pg from 'pg';
import { z } from 'zod';
import type { AppName } from '../../../contracts/apps.js';
import type { FragmentType } from '../../../contracts/fragments.js';
import type { AnyApp } from '../../../infrastructure/app/define-app.js';
import type { AnyFragment } from '../../../infrastructure/fragments/define-fragment.js';
import { roomsOf } from '../../../testing/room-of.js';

/** Who builds the page, of the same fragments. */
export type Side = 'ours' | 'podium' | 'koa';

/** The four fragments of the page, as they follow one another in it. */
export const four = {
  'cart/mini': 'cart',
  'events/upcoming': 'events',
  'market/shelf': 'market',
  'federation/latest': 'federation',
} as const satisfies Partial<Record<FragmentType, AppName>>;

export type OneOfFour = keyof typeof four;
export const types = Object.keys(four) as OneOfFour[];

/** What a page of somebody else's is to put together. */
export interface PageOrder {
  ports: Readonly<Record<OneOfFour, number>>;
  /** What stands before, between and after the fragments. */
  shell: readonly string[];
}

const rows = 1_000;
const shown = 6;

export const table = `
  create table bench_things (id integer primary key, name text not null, minor integer not null);
  insert into bench_things select id, 'Thing ' || id, id from generate_series(1, ${rows + shown}) id`;

const query = {
  name: 'things',
  text: 'select id, name, minor from bench_things where id between $1::int and $1::int + $2::int - 1 order by id',
};

/** The apps of the four, each with one fragment: one query, and its real template with a sample of what it shows. */
export async function appsOfFour(databaseUrl: string): Promise<Record<OneOfFour, AnyApp>> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  const rooms = await roomsOf(...Object.values(four));
  const apps: Partial<Record<OneOfFour, AnyApp>> = {};
  for (const type of types) {
    const { app } = rooms[four[type]];
    apps[type] = { ...app, fragments: [fragmentOf(type, app, pool)] };
  }
  return apps as Record<OneOfFour, AnyApp>;
}

function fragmentOf(type: OneOfFour, app: AnyApp, pool: pg.Pool): AnyFragment {
  const name = `fragments/${type.slice(type.indexOf('/') + 1)}`;
  const view = app.views.find((one) => one.name === name);
  if (view === undefined) throw new Error(`${app.name} shows no ${name}`);
  const samples = view.samples as Record<string, object>;
  const model = samples['many'] ?? Object.values(samples)[0];
  return {
    type,
    params: z.object({}),
    show: async () => {
      const first = 1 + Math.floor(Math.random() * rows);
      const found = await pool.query<{ id: number }>(query, [first, shown]);
      return { view, model, tags: found.rows.map(({ id }) => `bench:${id}`) };
    },
  } as AnyFragment;
}
