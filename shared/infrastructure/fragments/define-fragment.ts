import type { z } from 'zod';
import type { FragmentCatalogue, FragmentType } from '../../contracts/fragments.js';
import type { Services } from '../../contracts/registry.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import type { BaseFile } from '../config/base-file.js';
import type { View } from '../views/define-view.js';

/** What a fragment is made from. */
export interface FragmentAsk<P> {
  services: Services;
  params: P;
  /** The member it is made for; null for everybody and for guests. */
  viewer: MaybeViewer;
  /** SHA-256 of a guest's basket handle, in hex; null where there is none. */
  guestBasket: string | null;
  site: BaseFile['site'];
}

/** What is shown, and the tags of all that it shows. */
export interface FragmentShow<M extends object> {
  view: View<M>;
  model: M;
  tags: readonly string[];
}

/** A fragment as its owner makes it. */
export interface Fragment<T extends FragmentType = FragmentType> {
  type: T;
  params: z.ZodType<FragmentCatalogue[T]>;
  show(ask: FragmentAsk<FragmentCatalogue[T]>): Promise<FragmentShow<any>>; // eslint-disable-line @typescript-eslint/no-explicit-any -- each shows its own model
}

export type AnyFragment = Fragment<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- a list of fragments with different parameters

export function defineFragment<T extends FragmentType>(
  type: T,
  params: z.ZodType<FragmentCatalogue[T]>,
  show: Fragment<T>['show'],
): Fragment<T> {
  return { type, params, show };
}
