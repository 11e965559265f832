import type { z } from 'zod';
import type { FragmentCatalogue, FragmentType } from '../../contracts/fragments.js';
import type { Services } from '../../contracts/registry.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import type { Format } from '../../lib/format.js';
import type { BaseFile } from '../config/base-file.js';
import type { AnyView, View } from '../views/define-view.js';

/** What a fragment is made from. */
export interface FragmentAsk<P, A = unknown> {
  services: Services;
  params: P;
  /** The member it is made for; null for everybody and for guests. */
  viewer: MaybeViewer;
  /** SHA-256 of a guest's basket handle, in hex; null where there is none. */
  guestBasket: string | null;
  site: BaseFile['site'];
  /** How dates, lists and amounts are written here; one for all fragments of the process. */
  format: Format;
  /** The app's own settings. */
  app: A;
}

/** What is shown, and the tags of all that it shows. */
export interface FragmentShow<M extends object> {
  view: View<M>;
  model: M;
  tags: readonly string[];
}

/** The same, whatever the model is. */
export interface AnyShow {
  view: AnyView;
  model: object;
  tags: readonly string[];
}

/** A fragment as its owner makes it. */
export interface Fragment<T extends FragmentType = FragmentType> {
  type: T;
  params: z.ZodType<FragmentCatalogue[T]>;
  show(ask: FragmentAsk<FragmentCatalogue[T], any>): Promise<AnyShow>; // eslint-disable-line @typescript-eslint/no-explicit-any -- each app's fragments read its own settings
}

export type AnyFragment = Fragment<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- a list of fragments with different parameters

/** @param show says in its own parameter which settings of its app it reads. */
export function defineFragment<T extends FragmentType, M extends object, A = unknown>(
  type: T,
  params: z.ZodType<FragmentCatalogue[T]>,
  show: (ask: FragmentAsk<FragmentCatalogue[T], A>) => Promise<FragmentShow<M>>,
): Fragment<T> {
  return { type, params, show };
}
