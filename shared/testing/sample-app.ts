import { z } from 'zod';
import type { Services } from '../contracts/registry.js';
import { defineApp } from '../infrastructure/app/define-app.js';
import type { Routes } from '../infrastructure/app/router.js';
import type { Wire } from '../infrastructure/app/wire.js';
import { defineSettings } from '../infrastructure/config/setting.js';
import { defineJob, type AnyJob, type Job } from '../infrastructure/jobs/define-job.js';
import { validate } from '../infrastructure/http/validate.js';

/** Lets a test hold a request in flight for as long as it likes. */
export class Gate {
  #open!: () => void;
  #arrived!: () => void;
  readonly opened = new Promise<void>((resolve) => (this.#open = resolve));
  readonly arrived = new Promise<void>((resolve) => (this.#arrived = resolve));
  open(): void {
    this.#open();
  }
  arrive(): void {
    this.#arrived();
  }
}

const form = validate(
  z.object({ name: z.string().min(1, { error: 'Say a name' }), age: z.coerce.number().int().optional() }),
  {
    bodyBytes: 2048,
  },
);

function sampleRoutes(gate: Gate): Routes {
  return (router) => {
    router.get('/hello/:who', (ctx) => {
      ctx.body = { hello: ctx.params['who'] };
    });
    router.post('/form', form.guard, (ctx) => {
      ctx.body = form.read(ctx);
    });
    router.get('/boom', (ctx) => {
      ctx.cookies.set('half', 'done');
      throw new Error('the password is hunter2', { cause: new Error('row (wren@example.org)') });
    });
    router.get('/posts', async (ctx) => {
      ctx.body = await ctx.services.blog.listPosts(ctx.viewer, { page: 1, perPage: 10 });
    });
    router.get('/held', async (ctx) => {
      gate.arrive();
      await gate.opened;
      ctx.body = 'done';
    });
  };
}

/** The job that stands where the sample stands; nothing ever asks for it. */
export const copiesNothing: Job<'copy-picture'> = defineJob({
  name: 'copy-picture',
  truth: 'picture_copies',
  run: async () => undefined,
  sweep: async () => [],
});

/** Those that the clock asks for, and hardly within a test. */
const ofTheClock: AnyJob[] = [
  defineJob({ name: 'sync-ghost', schedule: { pattern: '0 0 1 1 *' }, run: async () => undefined }),
  defineJob({ name: 'reconcile-ghost', schedule: { pattern: '0 0 1 1 *' }, run: async () => undefined }),
];

/** The smallest app that shows what every app is given. */
export function sampleApp(gate = new Gate()) {
  return defineApp({
    name: 'blog',
    title: 'Blog',
    // It stands where the blog stands, so it is handed the blog's section of the settings file.
    settings: defineSettings({ env: {}, file: z.object({ postsPerPage: z.unknown(), prints: z.unknown() }).partial() }),
    routes: [sampleRoutes(gate)],
    views: [],
    jobs: [copiesNothing, ...ofTheClock],
  });
}

/** For tests that never ask a service. */
export const wireNothing: Wire = () => ({}) as Services;
