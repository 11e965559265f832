import { sampleHtml } from '@rose-ash/shared/infrastructure/views/sample-html';
import type { FrontParts, HomeModel } from './models.js';

const part = (service: string, words: string) =>
  sampleHtml(
    `<section class="frag" data-ink="${service}"><div class="head"><div class="head-in"><h2>${words}</h2></div></div><p>What others show stands here.</p></section>`,
  );

const parts: FrontParts = {
  lead: part('blog', 'The lamp is lit'),
  more: part('blog', 'More from the blog'),
  shelf: part('market', 'On the shelves'),
  upcoming: part('events', 'Coming up'),
  latest: part('federation', 'Overheard'),
};

export const homeSamples: Record<'usual', HomeModel> = { usual: { today: 'Tuesday 24 November', parts } };
