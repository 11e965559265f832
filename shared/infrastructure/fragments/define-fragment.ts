import type { z } from 'zod';
import type { FragmentCatalogue, FragmentType } from '../../contracts/fragments.js';
import type { Services } from '../../contracts/registry.js';
import type { MaybeViewer } from '../../contracts/viewer.js';
import type { BaseFile } from '../config/base-file.js';
import type { AnyView, View } from '../views/define-view.js';

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
  show(ask: FragmentAsk<FragmentCatalogue[T]>): Promise<AnyShow>;
}

export type AnyFragment = Fragment<any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- a list of fragments with different parameters

export function defineFragment<T extends FragmentType, M extends object>(
  type: T,
  params: z.ZodType<FragmentCatalogue[T]>,
  show: (ask: FragmentAsk<FragmentCatalogue[T]>) => Promise<FragmentShow<M>>,
): Fragment<T> {
  return { type, params, show };
}
