import { defineView, type AnyView } from '../../infrastructure/views/define-view.js';
import { signedOutView, signInAgainView } from '../../infrastructure/views/auth-views.js';
import { errorView } from '../../infrastructure/views/error-view.js';

/** The gallery's own pages, and the views that all six apps share. */

export interface GalleryModel {
  views: readonly GalleryEntry[];
}

export interface GalleryEntry {
  /** `pages/home`. */
  name: string;
  samples: readonly { name: string; href: string }[];
}

export const galleryView = defineView<GalleryModel>('pages/gallery', {
  empty: { views: [] },
  one: { views: [{ name: 'pages/home', samples: [{ name: 'empty', href: '/__gallery/pages/home/empty' }] }] },
});

/** A fragment's view by its name, with one of its samples. */
export interface SpecimenModel {
  name: string;
  model: object;
  /** Whether it stands in the header. */
  isTab: boolean;
}

/** Without samples of its own: it shows those of fragments. */
export const fragmentView = defineView<SpecimenModel>('pages/fragment', {});

/** A mail as it is sent: what a mail program's list shows, its text, and the address of its HTML. */
export interface GalleryMailModel {
  subject: string;
  from: string;
  text: string;
  frame: string;
}

/** Shown with the mails of an app, and with nothing else to show. */
export const galleryMailView = defineView<GalleryMailModel>('pages/gallery-mail', {});

/** The parts of the stylesheet side by side; they need no model. */
export const componentsView = defineView<object>('pages/components', { all: {} });

export const sharedViews: readonly AnyView[] = [errorView, signInAgainView, signedOutView, componentsView, galleryView];
