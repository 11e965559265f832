import type { AppName } from '../contracts/apps.js';
import {
  fragmentPolicies,
  type FragmentCatalogue,
  type FragmentType,
  type HeadingLevel,
} from '../contracts/fragments.js';
import type { Services } from '../contracts/registry.js';
import type { AnyApp } from '../infrastructure/app/define-app.js';
import { openHouse } from '../infrastructure/app/house.js';
import { loadConfig } from '../infrastructure/config/config.js';
import type { Fallback } from '../infrastructure/fragments/compose.js';
import type { AnyFragment } from '../infrastructure/fragments/define-fragment.js';
import { layoutRequests } from '../infrastructure/fragments/layout-parts.js';
import type { Composition } from '../infrastructure/fragments/open-composition.js';
import type { AnyView } from '../infrastructure/views/define-view.js';

/** What one fragment shows. */
export interface Showing {
  type: FragmentType;
  /** `many at level 2`, `fallback on cart at level 3`. */
  how: string;
  html: string;
  /** Null for what stands in the header, and has no heading. */
  level: HeadingLevel | null;
}

export const fragmentTypes = Object.keys(fragmentPolicies) as FragmentType[];

const tabs: readonly FragmentType[] = Object.values(layoutRequests('blog')).map(({ type }) => type);
const levels: readonly HeadingLevel[] = [2, 3];
const levelsOf = (type: FragmentType) => (tabs.includes(type) ? [null] : levels);
function paramsOf(type: FragmentType, level: HeadingLevel | null): FragmentCatalogue[FragmentType] {
  if (type === 'blog/menu') return {};
  if (type === 'account/menu') return { current: false, midway: false };
  if (level === null) return { current: false };
  if (type === 'blog/lead') return { level };
  return { limit: 6, level, ...(type === 'blog/latest' ? { belowLead: true } : {}) };
}

const nowhere = {
  ...{ NODE_ENV: 'test', LOG_LEVEL: 'silent' },
  ...{ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none', REDIS_URL: 'redis://127.0.0.1:1' },
  ...{ SECRET_KEY: 'samples keep no secrets at all...', INTERNAL_SECRET: 'and ask nobody for anything, ever' },
};

/** The view of a fragment, by the name that both have. */
export function viewOf(app: AnyApp, { type }: AnyFragment): AnyView | undefined {
  return app.views.find(({ name }) => name === String(type).replace(app.name, 'fragments'));
}

/** Each of an app's fragments with each sample of its view, through the machinery that makes real ones. */
export async function showSamples(app: AnyApp): Promise<Showing[]> {
  const showings: Showing[] = [];
  for (const fragment of app.fragments ?? []) {
    const type = fragment.type as FragmentType;
    const view = viewOf(app, fragment);
    for (const [name, sample] of Object.entries((view?.samples ?? {}) as Record<string, object>)) {
      for (const level of levelsOf(type)) {
        const model = level === null ? sample : { ...sample, level };
        const show = async () => ({ view, model, tags: [] });
        const { house } = openRoom({ ...app, fragments: [{ ...fragment, show } as AnyFragment] });
        const { html } = await house.showFragment(type, paramsOf(type, level), '-');
        showings.push({ type, how: `${name} at level ${level}`, html: html.trim(), level });
      }
    }
  }
  return showings;
}

/** What an app shows in the place of each fragment there is. */
export function showFallbacks(app: AnyApp): Showing[] {
  const { fallback } = openRoom(app);
  return fragmentTypes.flatMap((type) =>
    levelsOf(type).flatMap((level) =>
      (['fallback', 'nobody'] as const).map((state) => {
        const html = fallback({ type, params: paramsOf(type, level) }, state).toString();
        return { type, how: `${state} on ${app.name} at level ${level}`, html, level };
      }),
    ),
  );
}

/** An app's house with nobody behind it, and what it puts in the place of fragments that are away. */
function openRoom(app: AnyApp) {
  let fallback: Fallback | undefined;
  const openComposer: Composition['openComposer'] = (_showOwn, given) => {
    fallback = given;
    return null as never;
  };
  const config = loadConfig(app.name, app.settings, nowhere);
  const composition = { openComposer } as Composition;
  const house = openHouse(app, { config, services: {} as Services, composition });
  if (fallback === undefined) throw new Error(`${app.name} has nothing to show in the place of fragments`);
  return { house, fallback };
}

export const ownerOf = (type: FragmentType) => type.slice(0, type.indexOf('/')) as AppName;
